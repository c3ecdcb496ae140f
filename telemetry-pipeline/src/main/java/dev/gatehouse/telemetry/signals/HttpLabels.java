package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of the labels that OpenTelemetry's conventions for HTTP name, each from a set that has an end. */
final class HttpLabels {
    static final String OTHER_METHOD = "_OTHER";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private HttpLabels() {}

    static String method(EventSlot slot) {
        String method = slot.method();
        return method != null && METHODS.contains(method) ? method : OTHER_METHOD;
    }

    /** What went wrong, in one of the words that the gateway has for it, or the status that the backend chose. */
    static String errorType(EventSlot slot) {
        if (!Outcome.isError(slot)) {
            return Subject.NONE;
        }
        if (slot.errorType() != null) {
            return slot.errorType();
        }
        return slot.end() == End.OK
                ? Integer.toString(slot.status())
                : slot.end().wireName();
    }

    static String scheme(EventSlot slot) {
        return slot.connection().tlsVersion() == null ? "http" : "https";
    }

    static String protocolVersion(@Nullable String protocol) {
        if (protocol == null) {
            return Subject.NONE;
        }
        return switch (protocol.toLowerCase(Locale.ROOT)) {
            case "http/1.0" -> "1.0";
            case "http/1.1" -> "1.1";
            case "http/2", "http/2.0", "h2", "h2c" -> "2";
            default -> Subject.OTHER;
        };
    }
}
