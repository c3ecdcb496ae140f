package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.Gate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds identities that nobody uses: no rule, gate, promise, test or route names them, and no rule for a level
 * above that of strangers lets them be more than a stranger.
 */
final class Unused {
    private Unused() {}

    static List<Identity> in(CompiledPolicy policy, Set<String> otherwiseNamed) {
        Set<String> named = new HashSet<>(otherwiseNamed);
        addNamed(policy, named);
        List<Rule> forLevels = rules(policy)
                .filter(rule -> {
                    Identity stranger = policy.identities().anonymous();
                    return rule.callers().lowest() != null
                            && !rule.callers().include(stranger.name(), stranger.label());
                })
                .toList();
        List<Identity> unused = new ArrayList<>();
        for (Identity identity : policy.identities().all()) {
            boolean used = identity.isAnonymous()
                    || named.contains(identity.name())
                    || forLevels.stream().anyMatch(rule -> rule.callers().include(identity.name(), identity.label()));
            if (!used) {
                unused.add(identity);
            }
        }
        return unused;
    }

    private static void addNamed(CompiledPolicy policy, Set<String> named) {
        rules(policy).forEach(rule -> named.addAll(rule.callers().names()));
        policy.source().rulesets().forEach(ruleset -> {
            named.add(ruleset.protects());
            ruleset.tests().forEach(test -> {
                named.add(test.from());
                if (test.behalf() != null) {
                    named.add(test.behalf());
                }
            });
        });
        for (Ruleset ruleset : policy.rulesets().values()) {
            for (Gate gate : ruleset.gates()) {
                named.add(gate.from());
                named.add(gate.to());
            }
        }
        policy.source().never().forEach(promise -> {
            named.addAll(promise.reach());
            named.addAll(promise.from());
            named.addAll(promise.exceptThrough());
        });
    }

    private static Stream<Rule> rules(CompiledPolicy policy) {
        return policy.rulesets().values().stream()
                .flatMap(ruleset -> Stream.concat(ruleset.allow().stream(), ruleset.deny().stream()));
    }
}
