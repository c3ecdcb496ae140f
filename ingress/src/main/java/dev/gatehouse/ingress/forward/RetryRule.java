package dev.gatehouse.ingress.forward;

import java.util.Set;

/**
 * When a request is sent again, before the first byte of a response was sent on: after one of these statuses, or when
 * the upstream could not be reached or broke off, for these methods. Only requests without a body are.
 */
public record RetryRule(int retries, Set<Integer> statuses, Set<String> methods, boolean afterFailures) {
    private static final RetryRule NEVER = new RetryRule(0, Set.of(), Set.of(), false);

    public RetryRule {
        statuses = Set.copyOf(statuses);
        methods = Set.copyOf(methods);
    }

    public static RetryRule never() {
        return NEVER;
    }
}
