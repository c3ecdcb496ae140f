package dev.gatehouse.ingress.trace;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Mints the ids of requests (UUID version 7) and of spans.
 *
 * <p>Random bytes are drawn in batches and handed out from a pool that belongs to the thread, so an event
 * loop waits for no lock and pays for the generator once in {@value #IDS_A_BATCH} requests. Safe to share
 * between threads if the source is.
 */
public final class TraceIds {
    private static final int IDS_A_BATCH = 64;
    private static final int LONGS_A_BATCH = 3 * IDS_A_BATCH;

    private final RandomGenerator source;
    private final LongSupplier millis;
    private final FastThreadLocal<Pool> pools = new FastThreadLocal<>() {
        @Override
        protected Pool initialValue() {
            return new Pool();
        }
    };

    public TraceIds(RandomGenerator source, LongSupplier millis) {
        this.source = source;
        this.millis = millis;
    }

    /** Ids nobody can guess, stamped with the system's clock. */
    public static TraceIds secure() {
        return new TraceIds(drbg(), System::currentTimeMillis);
    }

    // The default SecureRandom reads /dev/urandom at each call, which is I/O on an event loop. A DRBG asks
    // the system for a seed once and computes from there.
    private static SecureRandom drbg() {
        try {
            SecureRandom random =
                    SecureRandom.getInstance("DRBG", DrbgParameters.instantiation(256, Capability.NONE, null));
            random.nextLong();
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no DRBG", e);
        }
    }

    public TraceId next() {
        Pool pool = pools.get();
        long time = millis.getAsLong() & 0xffff_ffff_ffffL;
        long high = (time << 16) | 0x7000 | (pool.draw() & 0x0fff);
        long low = (pool.draw() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new TraceId(high, low);
    }

    /** A span's number, never zero. */
    public long nextSpanId() {
        Pool pool = pools.get();
        long id = pool.draw();
        while (id == 0) {
            id = pool.draw();
        }
        return id;
    }

    private final class Pool {
        private final byte[] bytes = new byte[LONGS_A_BATCH * Long.BYTES];
        private int position = bytes.length;

        long draw() {
            if (position == bytes.length) {
                source.nextBytes(bytes);
                position = 0;
            }
            long value = 0;
            for (int end = position + Long.BYTES; position < end; position++) {
                value = (value << 8) | (bytes[position] & 0xff);
                bytes[position] = 0;
            }
            return value;
        }
    }
}
