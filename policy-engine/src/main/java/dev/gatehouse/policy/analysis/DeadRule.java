package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import java.util.List;

/**
 * A rule that decides nothing, and why; {@code path} is its place in the policy, as in
 * {@code rulesets[0].allow[1]}, and {@code others} are the rules that make it so.
 *
 * <p>Without all dead rules of a service together, every answer stays as it is.
 */
public record DeadRule(String path, Rule rule, Why why, List<String> others) {
    private static final int SHOWN = 3;

    /** The ways in which a rule can be dead. */
    public enum Why {
        /** It speaks of callers that do not exist. */
        NO_CALLER,
        /** No call can meet its conditions. */
        CONTRADICTION,
        /** The lattice bars all of its callers, and no gate lifts it. */
        BARRED,
        /** Deny rules stop all that it would allow. */
        SHADOWED,
        /** Other rules allow, or stop, all that it does. */
        COVERED,
        /** It is a deny rule, and no allow rule lets pass what it stops. */
        IDLE,
        /** Its period has passed, which was told when it was read. */
        OVER
    }

    public DeadRule {
        others = List.copyOf(others);
    }

    /** What is wrong, as an operator reads it. */
    public String message() {
        String subject = "rule `" + rule.name() + "` ";
        return subject
                + switch (why) {
                    case NO_CALLER -> "matches nothing: nobody is `" + rule.callers() + "`";
                    case CONTRADICTION -> "matches nothing: its conditions contradict each other";
                    case BARRED -> "lets nobody in: the lattice bars all of its callers";
                    case SHADOWED -> "lets nobody in: " + shown() + " denies whatever it allows";
                    case COVERED -> "changes nothing: " + shown() + " says the same of all its requests";
                    case IDLE -> "stops nothing: no other rule lets pass what it denies";
                    case OVER -> "is over";
                };
    }

    /** A way out. */
    public String help() {
        return switch (why) {
            case BARRED -> "open a gate, or remove the rule";
            case SHADOWED -> "narrow the deny rule, or remove this one";
            case IDLE -> "remove it: what no rule allows is denied";
            default -> "remove it";
        };
    }

    private String shown() {
        String first = String.join("` with `", others.subList(0, Math.min(SHOWN, others.size())));
        int more = others.size() - SHOWN;
        return "`" + first + "`" + (more > 0 ? " and " + more + " more" : "");
    }
}
