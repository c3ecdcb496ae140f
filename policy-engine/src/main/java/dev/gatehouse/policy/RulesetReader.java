package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rulesets, one for each identity that is protected. */
final class RulesetReader {
    private final Collection<String> identities;
    private final RuleReader rules;
    private final Problems problems;
    private final Map<String, Ruleset> read = new HashMap<>();

    RulesetReader(Collection<String> identities, RuleReader rules, Problems problems) {
        this.identities = identities;
        this.rules = rules;
        this.problems = problems;
    }

    /** The rulesets by the identity that they protect, without their gates. */
    Map<String, Ruleset> read(List<RulesetSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            readOne(Problems.at("rulesets", i), sources.get(i));
        }
        return read;
    }

    private void readOne(String path, RulesetSource source) {
        String subject = "ruleset of `" + source.protects() + "`: ";
        if (source.protects().equals(Identity.ANONYMOUS)) {
            problems.error(path + ".protects", "`anonymous` cannot be called, so nothing protects it");
        } else if (!identities.contains(source.protects())) {
            problems.unknown(path + ".protects", "ruleset: ", "identity", source.protects(), identities);
        }
        boolean enforced = readMode(path + ".mode", subject, source.mode());
        Set<String> names = new HashSet<>();
        List<Rule> allow = readRules(path + ".allow", source.allow(), names);
        List<Rule> deny = readRules(path + ".deny", source.deny(), names);
        warnOfEscapes(path + ".deny", source.deny());
        if (read.putIfAbsent(source.protects(), new Ruleset(enforced, allow, deny, List.of())) != null) {
            problems.error(
                    path + ".protects",
                    "`" + source.protects() + "` is protected by another ruleset already",
                    "put all its rules into one ruleset");
        }
    }

    private boolean readMode(String path, String subject, @Nullable String mode) {
        if (mode != null && !mode.equals("enforce") && !mode.equals("audit")) {
            problems.error(path, subject + "unknown mode `" + mode + "`", "modes are `enforce` and `audit`");
        }
        return mode == null || !mode.equals("audit");
    }

    private List<Rule> readRules(String path, List<RuleSource> sources, Set<String> names) {
        List<Rule> found = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String at = Problems.at(path, i);
            Rule rule = rules.read(at, sources.get(i));
            problems.checkName(at + ".name", "rule", rule.name());
            if (!names.add(rule.name())) {
                problems.error(at + ".name", "rule `" + rule.name() + "` is named twice in its ruleset");
            }
            found.add(rule);
        }
        return found;
    }

    /** Points out deny rules that the client itself can stop from matching. */
    private void warnOfEscapes(String path, List<RuleSource> deny) {
        for (int i = 0; i < deny.size(); i++) {
            RuleSource rule = deny.get(i);
            for (String attribute : rule.when().keySet()) {
                if (attribute.startsWith("header.")) {
                    problems.warning(
                            Problems.at(Problems.at(path, i) + ".when", attribute),
                            "rule `" + rule.name() + "`: whoever leaves out or repeats the header escapes this deny",
                            "put the opposite condition on the allow rules");
                }
            }
        }
    }

    /** Points out callers that a rule names and the lattice never lets through. */
    static void warnOfBarredCallers(
            List<RulesetSource> sources, Map<String, Identity> sound, List<Gate> gates, Problems problems) {
        Map<String, Set<String>> liftedInto = new HashMap<>();
        for (Gate gate : gates) {
            liftedInto.computeIfAbsent(gate.to(), service -> new HashSet<>()).add(gate.from());
        }
        for (int i = 0; i < sources.size(); i++) {
            Identity service = sound.get(sources.get(i).protects());
            if (service == null) {
                continue;
            }
            TrustLabel floor = service.floor();
            Set<String> lifted = liftedInto.getOrDefault(service.name(), Set.of());
            List<RuleSource> allow = sources.get(i).allow();
            for (int j = 0; j < allow.size(); j++) {
                String path = Problems.at(Problems.at("rulesets", i) + ".allow", j) + ".from";
                List<String> from = allow.get(j).from();
                for (int k = 0; k < from.size(); k++) {
                    Identity caller = sound.get(from.get(k));
                    if (caller != null
                            && !lifted.contains(caller.name())
                            && !caller.label().dominates(floor)) {
                        problems.warning(
                                Problems.at(path, k),
                                "rule `" + allow.get(j).name() + "` never lets `" + caller.name() + "` in: "
                                        + DeniedByLattice.shortfall(caller.label(), service),
                                "open a gate, or take the caller out");
                    }
                }
            }
        }
    }
}
