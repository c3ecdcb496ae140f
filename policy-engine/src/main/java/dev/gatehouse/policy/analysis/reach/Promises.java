package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Never;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.PolicyProblem.Severity;
import dev.gatehouse.policy.analysis.Openings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds what a policy promises of all its rules together against the calls that may be made.
 *
 * <p>A promise that cannot be proven because a search was too long counts as broken: when in doubt, refuse.
 */
public final class Promises {
    private final CallGraph graph;
    private final List<String> undecided;

    private Promises(CallGraph graph, List<String> undecided) {
        this.graph = graph;
        this.undecided = undecided;
    }

    /** An error for each promise that does not hold from this moment on, with the shortest chain that breaks it. */
    public static List<PolicyProblem> check(CompiledPolicy policy, Instant now) {
        return policy.never().isEmpty() ? List.of() : check(policy, Openings.of(policy, now));
    }

    /** The same, with the openings of the policy at hand. */
    public static List<PolicyProblem> check(CompiledPolicy policy, Openings openings) {
        Promises promises = new Promises(CallGraph.of(policy, openings), openings.undecided());
        List<PolicyProblem> broken = new ArrayList<>();
        for (int i = 0; i < policy.never().size(); i++) {
            promises.check("never[" + i + "]", policy.never().get(i)).ifPresent(broken::add);
        }
        return broken;
    }

    private Optional<PolicyProblem> check(String path, Never never) {
        Optional<Chain> chain = graph.shortest(never.startsFrom(), never.endsAt(), never.exceptThrough());
        if (chain.isPresent()) {
            return chain.map(breaking -> broken(path, never, breaking));
        }
        return undecided.stream().findFirst().map(doubt -> error(path, "never: cannot be proven, for " + doubt, ""));
    }

    private static PolicyProblem broken(String path, Never never, Chain chain) {
        String message = "never: `" + never.wordForEnd(chain.end()) + "` is reached from `"
                + never.wordForStart(chain.start()) + "`: " + chain;
        return error(path, message, String.join("\n", chain.lines()));
    }

    private static PolicyProblem error(String path, String message, String help) {
        return new PolicyProblem(path, message, help, Severity.ERROR);
    }
}
