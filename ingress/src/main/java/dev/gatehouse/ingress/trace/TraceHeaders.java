package dev.gatehouse.ingress.trace;

import dev.gatehouse.ingress.admission.HeaderNameSet;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that carry a trace, taken off what comes in and written fresh on what goes on.
 *
 * <p>Outsiders do not choose our ids. What a caller sent is removed in every spelling; a valid trace id of
 * theirs is handed back so that an event can mention it.
 */
public final class TraceHeaders {
    public static final AsciiString X_REQUEST_ID = AsciiString.cached("x-request-id");
    public static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private static final HeaderNameSet NAMES = HeaderNameSet.of(
            "traceparent", "tracestate", "baggage", "b3", "x-request-id", "x-correlation-id", "uber-trace-id");
    private static final String B3_PREFIX = "x-b3-";
    private static final int TRACEPARENT_LENGTH = 55;
    private static final String SAMPLED_AND_RANDOM = "-03";

    private TraceHeaders() {}

    /** Removes every trace header and gives the caller's trace, if it was sent once and is valid. */
    public static @Nullable CallersTrace strip(HttpHeaders headers) {
        List<CharSequence> found = null;
        String theirs = null;
        boolean several = false;
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = headers.iteratorCharSequence();
        while (entries.hasNext()) {
            Map.Entry<CharSequence, CharSequence> entry = entries.next();
            CharSequence name = entry.getKey();
            if (isTraceHeader(name)) {
                found = found == null ? new ArrayList<>(4) : found;
                found.add(name);
                if (TRACEPARENT.contentEqualsIgnoreCase(name)) {
                    several |= theirs != null;
                    theirs = entry.getValue().toString();
                }
            }
        }
        if (found != null) {
            found.forEach(headers::remove);
        }
        return theirs == null || several ? null : traceOf(theirs);
    }

    /** Writes both headers for the request; the span is the parent of what comes after it. */
    public static void write(HttpHeaders headers, TraceId id, long spanId) {
        headers.set(X_REQUEST_ID, id.dashed());
        headers.set(TRACEPARENT, "00-" + id.hex() + "-" + HexFormat.of().toHexDigits(spanId) + SAMPLED_AND_RANDOM);
    }

    private static boolean isTraceHeader(CharSequence name) {
        if (name.length() < 2) {
            return false;
        }
        int first = name.charAt(0) | 0x20;
        if (first != 't' && first != 'b' && first != 'x' && first != 'u') {
            return false;
        }
        return isNamed(name)
                || (AsciiString.indexOf(name, '_', 0) >= 0
                        && isNamed(name.toString().replace('_', '-')));
    }

    private static boolean isNamed(CharSequence name) {
        return NAMES.contains(name) || AsciiString.regionMatches(name, true, 0, B3_PREFIX, 0, B3_PREFIX.length());
    }

    /** The trace of a {@code traceparent}; versions that are not yet known may have more behind it. */
    private static @Nullable CallersTrace traceOf(String traceparent) {
        int length = traceparent.length();
        boolean knownVersion = traceparent.startsWith("00");
        if (length < TRACEPARENT_LENGTH
                || (knownVersion && length != TRACEPARENT_LENGTH)
                || (length > TRACEPARENT_LENGTH && traceparent.charAt(TRACEPARENT_LENGTH) != '-')
                || traceparent.startsWith("ff")) {
            return null;
        }
        for (int i = 0; i < TRACEPARENT_LENGTH; i++) {
            boolean dash = i == 2 || i == 35 || i == 52;
            char c = traceparent.charAt(i);
            if (dash ? c != '-' : !TraceId.isLowerHex(c)) {
                return null;
            }
        }
        long span = HexFormat.fromHexDigitsToLong(traceparent, 36, 52);
        String hex = traceparent.substring(3, 35);
        return span == 0 || TraceId.from(hex).isEmpty() ? null : new CallersTrace(hex, span);
    }
}
