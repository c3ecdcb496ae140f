package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.Target;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees at a glance that two rulesets say the same, in other words perhaps; not to see it proves nothing. */
final class SameRules {
    private SameRules() {}

    static boolean areIn(List<Target> targets) {
        Target before = targets.get(0);
        Target after = targets.get(1);
        return before.identity().map(Identity::floor).equals(after.identity().map(Identity::floor))
                && before.ruleset().isEnforced() == after.ruleset().isEnforced()
                && said(before.ruleset().allow()).equals(said(after.ruleset().allow()))
                && said(before.ruleset().deny()).equals(said(after.ruleset().deny()))
                && opened(before.ruleset().gates())
                        .equals(opened(after.ruleset().gates()));
    }

    /** What a rule says, whatever it is called and wherever it is written. */
    private record Said(
            boolean anybody,
            Set<String> names,
            Optional<TrustLevel> lowest,
            Set<RequestPattern> requests,
            Set<Requirement> requirements,
            Period during) {}

    private record Opened(String from, Set<RequestPattern> requests, Instant until) {}

    private static Set<Said> said(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Said(
                        rule.callers().anybody(),
                        rule.callers().names(),
                        Optional.ofNullable(rule.callers().lowest()),
                        Set.copyOf(rule.requests()),
                        Set.copyOf(rule.requirements()),
                        rule.during()))
                .collect(Collectors.toSet());
    }

    private static Set<Opened> opened(List<Gate> gates) {
        return gates.stream()
                .map(gate -> new Opened(gate.from(), Set.copyOf(gate.requests()), gate.expires()))
                .collect(Collectors.toSet());
    }
}
