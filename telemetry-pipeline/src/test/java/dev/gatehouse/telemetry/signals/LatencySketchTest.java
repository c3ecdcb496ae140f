package dev.gatehouse.telemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.SparseStore;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencySketchTest {

    @Test
    void whatWasWrittenAndMergedHasTheQuantilesOfAllDurations() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            LatencySketch merged = new LatencySketch();
            long[] all = new long[3 * (1 + random.nextInt(400))];
            int at = 0;
            for (int gateway = 0; gateway < 3; gateway++) {
                LatencySketch part = new LatencySketch();
                for (int i = 0; i < all.length / 3; i++) {
                    // Some take no time at all.
                    long micros = random.nextInt(20) == 0 ? 0 : (long) Math.exp(random.nextDouble() * 16);
                    part.add(micros);
                    all[at++] = micros;
                }
                merged.merge(LatencySketch.fromBase64(part.toBase64()));
            }
            Arrays.sort(all);

            assertThat(merged.count()).isEqualTo(all.length);
            for (double share : new double[] {0, 0.5, 0.9, 0.99, 1}) {
                double exact = all[(int) (share * (all.length - 1))];
                assertThat((double) merged.quantile(share)).isCloseTo(exact, within(exact * 0.01 + 0.5));
            }
        }
    }

    @Test
    void aSketchThatKeepsItsBinsApartIsReadToo() {
        var sparse = new DDSketch(new LogarithmicMapping(0.01), SparseStore::new);
        sparse.accept(3);
        sparse.accept(4_000_000);
        LatencySketch read = LatencySketch.fromBase64(Base64.getEncoder().encodeToString(bytes(sparse.serialize())));

        assertThat(read.count()).isEqualTo(2);
        assertThat(read.quantile(1)).isBetween(3_960_000L, 4_040_000L);
    }

    @Test
    void aSketchOfAnotherAccuracyIsRefused() {
        var other = new DDSketch(new LogarithmicMapping(0.02), SparseStore::new);
        other.accept(3);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LatencySketch.fromBase64(Base64.getEncoder().encodeToString(bytes(other.serialize()))))
                .withMessage("a sketch of another accuracy");
    }

    @Test
    void whateverElseStandsThereIsRefused() {
        SplittableRandom random = new SplittableRandom(6);
        LatencySketch sketch = new LatencySketch();
        sketch.add(12);
        byte[] good = Base64.getDecoder().decode(sketch.toBase64());
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            if (bad.length > 0) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                LatencySketch.fromBase64(Base64.getEncoder().encodeToString(bad));
            } catch (IllegalArgumentException | ArithmeticException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
