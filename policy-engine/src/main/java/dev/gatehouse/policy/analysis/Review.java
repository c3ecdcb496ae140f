package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Moments;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.analysis.DeadRule.Why;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.ruleset.GateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything about a sound policy that is surely not meant, and that only the whole of it shows: dead rules,
 * identities that nobody uses, services that nobody may call, gates that end soon.
 */
public final class Review {
    private static final Duration SOON = Duration.ofDays(30);

    private final CompiledPolicy policy;
    private final Instant now;
    private final List<PolicyProblem> found = new ArrayList<>();

    private Review(CompiledPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Reviews the policy as of this moment; {@code routedServices} are the identities that routes name, and
     * {@code otherwiseNamed} those that are named outside of policy and routes.
     */
    public static List<PolicyProblem> of(
            CompiledPolicy policy, Set<String> routedServices, Set<String> otherwiseNamed, Instant now) {
        Review review = new Review(policy, now);
        review.lookAtRules();
        review.lookAtIdentities(routedServices, otherwiseNamed);
        review.lookAtServices(routedServices);
        review.lookAtGates();
        return List.copyOf(review.found);
    }

    private void lookAtRules() {
        DeadRules dead = DeadRules.of(policy, now);
        for (DeadRule rule : dead.found()) {
            // A deny rule that has nothing to stop yet is a precaution, and somebody meant it.
            if (rule.why() != Why.IDLE && !wasTold(rule)) {
                warn(rule.path(), rule.message(), rule.help());
            }
        }
        for (String path : dead.undecided()) {
            warn(path, "nobody can say whether the rule decides anything: it has too many cases", "");
        }
    }

    /** Whether reading the policy already warned of the rule's period, or of each of its callers. */
    private boolean wasTold(DeadRule dead) {
        long callers = policy.problems().stream()
                .filter(problem -> problem.path().startsWith(dead.path() + ".from["))
                .count();
        return dead.why() == Why.OVER
                || (dead.why() == Why.BARRED
                        && callers == dead.rule().callers().written().size());
    }

    private void lookAtIdentities(Set<String> routedServices, Set<String> otherwiseNamed) {
        Set<String> named = new HashSet<>(routedServices);
        named.addAll(otherwiseNamed);
        for (Identity unused : Unused.in(policy, named)) {
            warn(
                    PolicyProblem.at("identities", unused.name()),
                    "identity `" + unused.name() + "` is used nowhere",
                    "name it in a rule, or remove it");
        }
    }

    private void lookAtServices(Set<String> routedServices) {
        for (String service : new TreeSet<>(routedServices)) {
            Optional<Identity> identity = policy.identities().named(service);
            boolean isProtected = policy.source().rulesets().stream()
                    .anyMatch(ruleset -> ruleset.protects().equals(service));
            if (identity.isPresent() && !isProtected) {
                warn(
                        PolicyProblem.at("identities", service),
                        "identity `" + service + "` is called by a route and has no ruleset: every call is denied",
                        "add a ruleset with `protects: " + service + "`");
            }
        }
    }

    private void lookAtGates() {
        List<GateSource> written = policy.source().gates();
        for (int i = 0; i < written.size(); i++) {
            GateSource source = written.get(i);
            Instant end = Moments.from(source.expires()).orElse(Instant.MAX);
            if (end.isBefore(now.plus(SOON))) {
                warn(
                        "gates[" + i + "].expires",
                        "gate from `" + source.from() + "` to `" + source.to() + "`: ends in " + until(end),
                        "renew it, or see to it that nobody needs it then");
            }
        }
    }

    private String until(Instant end) {
        long days = Duration.between(now, end).toDays();
        return days == 0 ? "less than a day" : days == 1 ? "a day" : days + " days";
    }

    private void warn(String path, String message, String help) {
        found.add(PolicyProblem.warning(path, message, help));
    }
}
