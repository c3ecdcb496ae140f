package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy without errors: who there is, and who may do what.
 *
 * <p>{@code source} is what it was made of and {@code levels} go from low to high. {@code rulesets} are the
 * checked rules by the name of the identity that they protect, gates included; {@code engine} judges by them,
 * {@code tests} are what the operator expects of it, and {@code never} what is promised of all rules together:
 * whether either holds is for others to find out.
 */
public record CompiledPolicy(
        PolicySource source,
        List<TrustLevel> levels,
        Identities identities,
        Map<String, Ruleset> rulesets,
        PolicyEngine engine,
        List<RulesetTest> tests,
        List<PolicyProblem> problems,
        List<Never> never)
        implements PolicyResult {

    public CompiledPolicy {
        levels = List.copyOf(levels);
        rulesets = Map.copyOf(rulesets);
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
        never = List.copyOf(never);
    }

    /** An engine that asks each rule in turn: slow and plainly right, to hold the fast one against. */
    public PolicyEngine ruleByRule() {
        return new RuleByRuleEngine(identities, rulesets, engine.hash());
    }

    @Override
    public Optional<CompiledPolicy> compiled() {
        return Optional.of(this);
    }
}
