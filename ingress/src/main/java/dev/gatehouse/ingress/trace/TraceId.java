package dev.gatehouse.ingress.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The 128-bit number that a request carries from the door to the last log line.
 *
 * <p>It is a UUID: dashed in {@code X-Request-Id}, without dashes as the trace id of {@code traceparent}.
 */
public record TraceId(long high, long low) {
    private static final HexFormat HEX = HexFormat.of();

    /** Reads either form, in lower case; empty for anything else, and for the id of zeros. */
    public static Optional<TraceId> from(String text) {
        String hex = isDashed(text) ? text.replace("-", "") : text;
        if (hex.length() != 32 || !hex.chars().allMatch(TraceId::isLowerHex)) {
            return Optional.empty();
        }
        long high = Long.parseUnsignedLong(hex, 0, 16, 16);
        long low = Long.parseUnsignedLong(hex, 16, 32, 16);
        return (high | low) == 0 ? Optional.empty() : Optional.of(new TraceId(high, low));
    }

    static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static boolean isDashed(String text) {
        return text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-';
    }

    /** The form of a UUID, 36 characters. */
    public String dashed() {
        return new UUID(high, low).toString();
    }

    /** The form of a W3C trace id, 32 characters. */
    public String hex() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    @Override
    public String toString() {
        return dashed();
    }
}
