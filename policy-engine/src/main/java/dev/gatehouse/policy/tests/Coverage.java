package dev.gatehouse.policy.tests;

import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the rules that no test exercises: a rule is exercised when it decided a test. */
final class Coverage {
    private Coverage() {}

    /** In the order of the writing, allow rules first. */
    static List<UntestedRule> untested(PolicySource source, List<TestOutcome> outcomes) {
        Set<Decider> deciders = outcomes.stream()
                .map(outcome -> new Decider(outcome.test().service(), outcome.rule()))
                .collect(Collectors.toSet());
        return source.rulesets().stream()
                .flatMap(ruleset -> Stream.concat(ruleset.allow().stream(), ruleset.deny().stream())
                        .filter(rule -> !deciders.contains(new Decider(ruleset.protects(), rule.name())))
                        .map(rule -> untested(ruleset.protects(), rule)))
                .toList();
    }

    private static UntestedRule untested(String service, RuleSource rule) {
        return new UntestedRule(service, rule.name(), rule.position());
    }

    private record Decider(String service, String rule) {}
}
