package dev.gatehouse.telemetry.spool;

import java.io.IOException;

/** There is no room for what should be written; what is there stays good. */
final class SpoolFullException extends IOException {
    private static final long serialVersionUID = 1;

    SpoolFullException(String message) {
        super(message);
    }
}
