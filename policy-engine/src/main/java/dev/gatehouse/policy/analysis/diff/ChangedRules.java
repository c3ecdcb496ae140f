package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.analysis.PathClasses;
import dev.gatehouse.policy.analysis.Target;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds where two rulesets may answer the same callers otherwise: nowhere but on the paths of rules and gates that
 * one of them has and the other has not, in other words perhaps.
 */
final class ChangedRules {
    private final Set<PathTemplate> changed = new LinkedHashSet<>();
    private final List<Ruleset> rulesets;

    private ChangedRules(List<Ruleset> rulesets) {
        this.rulesets = rulesets;
        addChanged(Ruleset::allow, ChangedRules::said, Rule::requests);
        addChanged(Ruleset::deny, ChangedRules::said, Rule::requests);
        addChanged(Ruleset::gates, ChangedRules::opened, Gate::requests);
    }

    /** The templates of those paths; one that matches all where the targets themselves differ. */
    static Collection<PathTemplate> templatesOf(List<Target> targets) {
        Target before = targets.get(0);
        Target after = targets.get(1);
        boolean standAlike =
                before.identity().map(Identity::floor).equals(after.identity().map(Identity::floor))
                        && before.ruleset().isEnforced() == after.ruleset().isEnforced();
        return standAlike
                ? new ChangedRules(targets.stream().map(Target::ruleset).toList()).changed
                : PathClasses.EVERYWHERE;
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
        List<Set<Object>> meanings = rulesets.stream()
                .map(ruleset -> kind.apply(ruleset).stream().map(meaning).collect(Collectors.toSet()))
                .toList();
        for (int side = 0; side < rulesets.size(); side++) {
            Set<Object> others = meanings.get(1 - side);
            for (T each : kind.apply(rulesets.get(side))) {
                if (!others.contains(meaning.apply(each))) {
                    requests.apply(each).forEach(pattern -> changed.add(pattern.template()));
                }
            }
        }
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
