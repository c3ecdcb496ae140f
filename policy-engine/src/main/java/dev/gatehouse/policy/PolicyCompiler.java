package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a written policy against itself and makes an engine of it.
 *
 * <p>All problems are found in one go. A name whose own entry is wrong still counts as defined, so that one
 * mistake is told once. With a single error there is no engine.
 */
public final class PolicyCompiler {
    private PolicyCompiler() {}

    /** Compiles the policy as of this moment, or says everything that is wrong with it. */
    public static PolicyResult compile(PolicySource source, Instant now) {
        Problems problems = new Problems();
        DeclaredTrust trust = new DeclaredTrust(source, problems);
        Map<String, Identity> sound = new IdentityReader(trust, problems).read(source.identities());
        Set<String> names = new LinkedHashSet<>(source.identities().keySet());
        names.add(Identity.ANONYMOUS);

        RuleReader rules = new RuleReader(trust, names, now, problems);
        Map<String, Ruleset> rulesets = new RulesetReader(names, rules, problems).read(source.rulesets());
        List<Gate> gates = new GateReader(names, sound, now, problems).read(source.gates());
        RulesetReader.warnOfBarredCallers(source.rulesets(), sound, gates, problems);
        List<RulesetTest> tests = new TestReader(names, sound, problems).read(source.rulesets());
        List<Never> never = new NeverReader(trust.levels(), names, sound, problems).read(source.never());

        if (problems.haveErrors()) {
            return new RefusedPolicy(problems.all());
        }
        Identities identities = IdentityReader.directoryOf(sound);
        Map<String, Ruleset> complete = withGates(rulesets, gates);
        PolicyEngine engine = new CompiledEngine(identities, complete, PolicyHash.of(source));
        return new CompiledPolicy(source, trust.levels(), identities, complete, engine, tests, problems.all(), never);
    }

    private static Map<String, Ruleset> withGates(Map<String, Ruleset> rulesets, List<Gate> gates) {
        Map<String, List<Gate>> byService = new HashMap<>();
        for (Gate gate : gates) {
            byService.computeIfAbsent(gate.to(), service -> new ArrayList<>()).add(gate);
        }
        Map<String, Ruleset> all = new HashMap<>(rulesets);
        byService.forEach((service, own) ->
                all.put(service, all.getOrDefault(service, Ruleset.SILENT).withGates(own)));
        return all;
    }
}
