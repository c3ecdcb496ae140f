package dev.gatehouse.ingress.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TraceIdsTest {
    private static final long MILLIS = 1_795_400_000_123L;

    @Test
    void anIdIsAUuidOfVersionSevenWithTheTimeInFront() {
        TraceId id = new TraceIds(new Random(1), () -> MILLIS).next();

        UUID uuid = UUID.fromString(id.dashed());
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(MILLIS);
    }

    @Test
    void idsDifferFarBeyondOneBatch() {
        TraceIds ids = new TraceIds(new Random(2), () -> MILLIS);

        Set<TraceId> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Test
    void threadsDrawFromOneSourceWithoutMeeting() throws InterruptedException {
        TraceIds ids = TraceIds.secure();
        Set<TraceId> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    seen.add(ids.next());
                }
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(seen).hasSize(40_000);
    }

    @Test
    void aSpanIsNeverZero() {
        Zeros source = new Zeros();

        long span = new TraceIds(source, () -> MILLIS).nextSpanId();

        assertThat(span).isNotZero();
        assertThat(source.batches).isEqualTo(2);
    }

    @Test
    void aTraceIdIsReadInBothItsForms() {
        TraceId id = new TraceIds(new Random(3), () -> MILLIS).next();

        assertThat(TraceId.from(id.dashed())).contains(id);
        assertThat(TraceId.from(id.hex())).contains(id);
        assertThat(id.hex()).hasSize(32).isEqualTo(id.dashed().replace("-", ""));
    }

    @Test
    void whatIsNoTraceIdIsRefused() {
        for (String text : new String[] {
            "",
            "0".repeat(32),
            "g".repeat(32),
            "A".repeat(32),
            "1".repeat(31),
            "1".repeat(33),
            "1".repeat(36),
            "--------------------------------",
            "00000000-0000-0000-0000-000000000000"
        }) {
            assertThat(TraceId.from(text)).as(text).isEmpty();
        }
    }

    /** Gives one batch of zeros, then ones. */
    private static final class Zeros implements RandomGenerator {
        private int batches;

        @Override
        public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, (byte) batches);
            batches++;
        }

        @Override
        public long nextLong() {
            return 0;
        }
    }
}
