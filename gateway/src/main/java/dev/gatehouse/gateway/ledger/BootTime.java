package dev.gatehouse.gateway.ledger;

import java.util.UUID;

/** When a boot began: its id is a UUID of version 7, which begins with the time (RFC 9562). */
final class BootTime {
    private static final int VERSION = 7;
    private static final int OTHER_BITS = 16;

    private BootTime() {}

    /** Milliseconds since the epoch; 0 if the id does not tell. */
    static long millisOf(String bootId) {
        try {
            UUID id = UUID.fromString(bootId);
            return id.version() == VERSION ? id.getMostSignificantBits() >>> OTHER_BITS : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
