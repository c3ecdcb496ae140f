package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.analysis.Target;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes away what two rulesets say alike, in other words perhaps, where it can make no difference: both answer
 * requests alike that no changed rule or gate speaks of. Only for callers who are the same before and after.
 */
final class SameRules {
    private final Set<RequestPattern> changed = new HashSet<>();
    private final List<Target> targets;

    private SameRules(List<Target> targets) {
        this.targets = targets;
        addChanged(Ruleset::allow, SameRules::said, Rule::requests);
        addChanged(Ruleset::deny, SameRules::said, Rule::requests);
        addChanged(Ruleset::gates, SameRules::opened, Gate::requests);
    }

    /** What is left of both targets; all of it if their identities or modes differ. */
    static List<Target> without(List<Target> targets) {
        Target before = targets.get(0);
        Target after = targets.get(1);
        boolean standAlike =
                before.identity().map(Identity::floor).equals(after.identity().map(Identity::floor))
                        && before.ruleset().isEnforced() == after.ruleset().isEnforced();
        return standAlike ? new SameRules(targets).remaining() : targets;
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

    private <T> void addChanged(
            Function<Ruleset, List<T>> kind, Function<T, Object> meaning, Function<T, List<RequestPattern>> requests) {
        List<Set<Object>> meanings = targets.stream()
                .map(target ->
                        kind.apply(target.ruleset()).stream().map(meaning).collect(Collectors.toSet()))
                .toList();
        for (int side = 0; side < targets.size(); side++) {
            Set<Object> others = meanings.get(1 - side);
            for (T each : kind.apply(targets.get(side).ruleset())) {
                if (!others.contains(meaning.apply(each))) {
                    changed.addAll(requests.apply(each));
                }
            }
        }
    }

    private List<Target> remaining() {
        return targets.stream()
                .map(target -> new Target(target.identity(), remaining(target.ruleset())))
                .toList();
    }

    private Ruleset remaining(Ruleset ruleset) {
        return new Ruleset(
                ruleset.isEnforced(),
                touched(ruleset.allow().stream(), Rule::requests),
                touched(ruleset.deny().stream(), Rule::requests),
                touched(ruleset.gates().stream(), Gate::requests));
    }

    private <T> List<T> touched(Stream<T> all, Function<T, List<RequestPattern>> requests) {
        return all.filter(each -> requests.apply(each).stream().anyMatch(this::isTouched))
                .toList();
    }

    private boolean isTouched(RequestPattern pattern) {
        return changed.contains(pattern) || changed.stream().anyMatch(pattern::overlaps);
    }

    private static Said said(Rule rule) {
        return new Said(
                rule.callers().anybody(),
                rule.callers().names(),
                Optional.ofNullable(rule.callers().lowest()),
                Set.copyOf(rule.requests()),
                Set.copyOf(rule.requirements()),
                rule.during());
    }

    private static Opened opened(Gate gate) {
        return new Opened(gate.from(), Set.copyOf(gate.requests()), gate.expires());
    }
}
