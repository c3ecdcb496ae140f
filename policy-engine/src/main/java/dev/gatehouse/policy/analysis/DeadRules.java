package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every rule that decides nothing from a moment on.
 *
 * <p>Rules are tried one after the other against those that were not found dead before: the deny rules first,
 * so that a deny rule which shadows an allow rule is kept, and the last written first, so that of two equal
 * rules the first stays. {@code undecided} are the paths of the rules of which nothing is known because the
 * search was too long.
 */
public record DeadRules(List<DeadRule> found, List<String> undecided) {
    private static final long CLASSES = 3_000_000;

    public DeadRules {
        found = List.copyOf(found);
        undecided = List.copyOf(undecided);
    }

    public static DeadRules of(CompiledPolicy policy, Instant now) {
        CallClasses classes = CallClasses.of(policy);
        Patience patience = new Patience(CLASSES);
        List<DeadRule> found = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        List<RulesetSource> written = policy.source().rulesets();
        for (int i = 0; i < written.size(); i++) {
            String service = written.get(i).protects();
            ServiceTrials trials = new ServiceTrials(
                    Target.of(policy, service),
                    classes.of(service),
                    policy.identities().all(),
                    now,
                    patience);
            trials.tryAll("rulesets[" + i + "].deny", names(written.get(i).deny()), false);
            trials.tryAll("rulesets[" + i + "].allow", names(written.get(i).allow()), true);
            found.addAll(trials.found());
            undecided.addAll(trials.undecided());
        }
        return new DeadRules(found, undecided);
    }

    private static List<String> names(List<RuleSource> rules) {
        return rules.stream().map(RuleSource::name).toList();
    }
}
