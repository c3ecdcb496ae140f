package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.RequestStep;
import dev.gatehouse.ingress.forward.ResponseStep;
import dev.gatehouse.ingress.forward.RetryRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of one route in their compiled forms, as far as they have any.
 *
 * <p>Spring Cloud Gateway's filters look at a response on their way back, so the last one that was written sees it
 * first; {@link #responseSteps} are in that order.
 */
public final class FastFilters {
    private final List<RequestStep> requestSteps = new ArrayList<>();
    private final List<ResponseStep> responseSteps = new ArrayList<>();

    private RetryRule retry = RetryRule.never();
    private long maxBodyBytes;
    private boolean hasPrefix;
    private String why = "";

    /** Takes the next filter: its name, whether it was written without arguments, and what they were bound to. */
    public void add(String name, boolean isBare, Object config) {
        boolean isReadable = isBare || !name.equals("SecureHeaders");
        if (why.isEmpty() && !(isReadable && FilterForms.compile(name, config, this))) {
            why = "filter `" + name + "` has no compiled form";
        }
    }

    /** Why not all of them have a compiled form; empty when they have. */
    public String whyNot() {
        return why;
    }

    public List<RequestStep> requestSteps() {
        return List.copyOf(requestSteps);
    }

    public List<ResponseStep> responseSteps() {
        return List.copyOf(responseSteps);
    }

    public RetryRule retry() {
        return retry;
    }

    /** 0 is no limit. */
    public long maxBodyBytes() {
        return maxBodyBytes;
    }

    boolean onRequest(RequestStep step) {
        requestSteps.add(step);
        return true;
    }

    boolean onResponse(ResponseStep step) {
        responseSteps.add(0, step);
        return true;
    }

    /** Only the first prefix of a route counts. */
    boolean prefix(PathTemplateText prefix) {
        if (!hasPrefix) {
            hasPrefix = true;
            requestSteps.add(PathSteps.prefix(prefix));
        }
        return true;
    }

    boolean atMost(long bytes) {
        maxBodyBytes = maxBodyBytes == 0 ? bytes : Math.min(maxBodyBytes, bytes);
        return true;
    }

    /** Two of them would multiply; and what comes after one is asked by it whether to try again. */
    boolean retry(RetryRule rule) {
        boolean isFirst = retry.retries() == 0;
        retry = rule;
        return isFirst;
    }

    boolean hasRetry() {
        return retry.retries() > 0;
    }
}
