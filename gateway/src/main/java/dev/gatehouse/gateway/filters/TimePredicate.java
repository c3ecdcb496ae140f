package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code After}, {@code Before} and {@code Between}: the request came after one moment, before another, or both. */
record TimePredicate(
        @Nullable ZonedDateTime after, @Nullable ZonedDateTime before) implements RoutePredicate {

    @Override
    public boolean test(RequestHead head) {
        return (after == null || head.atMillis() > after.toInstant().toEpochMilli())
                && (before == null || head.atMillis() < before.toInstant().toEpochMilli());
    }

    @Override
    public Set<String> looksAt() {
        return Set.of(TIME);
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    public String describe() {
        if (before == null) {
            return "After=" + after;
        }
        return after == null ? "Before=" + before : "Between=" + after + "," + before;
    }
}
