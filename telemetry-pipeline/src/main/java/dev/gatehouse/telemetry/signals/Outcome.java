package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;

/**
 * How the golden signals judge a request; each counts once.
 *
 * <p>A denial, a refused form and a client that left are nobody's failure, and neither is an overload that was turned
 * away: they are counted apart.
 */
public enum Outcome {
    OK,
    SERVER_ERROR,
    TRANSPORT,
    TIMEOUT;

    static Outcome of(EventSlot slot) {
        return switch (slot.end().fault()) {
            case TIMEOUT -> TIMEOUT;
            case TRANSPORT -> TRANSPORT;
            case NONE -> slot.end() == End.OK && slot.status() >= 500 ? SERVER_ERROR : OK;
        };
    }

    /** Whether it is somebody's failure. */
    public static boolean isError(EventSlot slot) {
        return of(slot) != OK;
    }
}
