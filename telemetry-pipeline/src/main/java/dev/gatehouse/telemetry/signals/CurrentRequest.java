package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The request that is being counted just now, for a registry that keeps one of them as the example of a number.
 *
 * <p>Known to the thread that counts, and to no other.
 */
public final class CurrentRequest {
    private static final HexFormat HEX = HexFormat.of();

    private final ThreadLocal<EventSlot> counted = new ThreadLocal<>();

    void begin(EventSlot slot) {
        counted.set(slot);
    }

    void end() {
        counted.remove();
    }

    /** Its trace id as the W3C writes it, 32 hex digits; null if this thread counts none. */
    public @Nullable String traceId() {
        EventSlot slot = counted.get();
        return slot == null
                ? null
                : HEX.toHexDigits(slot.ids().traceIdHigh())
                        + HEX.toHexDigits(slot.ids().traceIdLow());
    }

    /** The id of its span in 16 hex digits; null if this thread counts none. */
    public @Nullable String spanId() {
        EventSlot slot = counted.get();
        return slot == null ? null : HEX.toHexDigits(slot.ids().spanId());
    }
}
