package dev.gatehouse.gateway.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which events somebody wants to see. */
final class EventFilter {
    private final @Nullable String trace;
    private final boolean isDeniedOnly;

    EventFilter(@Nullable String trace, boolean isDeniedOnly) {
        this.trace = trace == null ? null : plain(trace);
        this.isDeniedOnly = isDeniedOnly;
    }

    boolean passes(TappedEvent event) {
        return (trace == null || trace.equals(plain(event.traceId()))) && (!isDeniedOnly || event.isDenied());
    }

    /** One form for the id of X-Request-Id and the one of traceparent. */
    private static String plain(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
