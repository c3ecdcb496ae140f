package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Decision;
import java.util.List;

/**
 * What the policy says of a request, step by step.
 *
 * <p>{@code isHeld} says whether the engine that serves and the one that asks rule by rule agree in every word; if
 * not, {@code ruleByRule} is what the plain one says, and the gateway has a bug. {@code hinges} are the rules whose
 * answer hangs on what nobody knows any more of the request; while there are any, the decision is only what it would
 * be without these attributes.
 */
public record Judgement(
        AccessRequest request,
        Decision decision,
        List<Step> steps,
        boolean isHeld,
        String ruleByRule,
        List<String> hinges) {

    public Judgement {
        steps = List.copyOf(steps);
        hinges = List.copyOf(hinges);
    }

    /** Whether the decision is certain. */
    public boolean isCertain() {
        return hinges.isEmpty();
    }
}
