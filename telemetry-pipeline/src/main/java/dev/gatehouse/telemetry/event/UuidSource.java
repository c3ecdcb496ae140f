package dev.gatehouse.telemetry.event;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Mints the ids of our own records: UUIDv7, ordered by time.
 *
 * <p>They name records and protect nothing, so a fast generator with a secure seed is enough. For one thread.
 */
public final class UuidSource {
    private final SplittableRandom random;
    private long high;
    private long low;

    public UuidSource() {
        random = new SplittableRandom(new SecureRandom().nextLong());
    }

    /** Mints the next id; {@link #high} and {@link #low} hold it. */
    public void next(long epochMillis) {
        high = (epochMillis << 16) | 0x7000 | (random.nextInt() & 0xfff);
        low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** Mints one as text. */
    public String nextText(long epochMillis) {
        next(epochMillis);
        return new UUID(high, low).toString();
    }
}
