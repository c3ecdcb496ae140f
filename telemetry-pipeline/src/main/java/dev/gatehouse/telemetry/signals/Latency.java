package dev.gatehouse.telemetry.signals;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.gatehouse.telemetry.event.JsonWriter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of durations, exact to 1 % and mergeable with others of its kind.
 *
 * <p>Microseconds go in. The sketch goes out in DDSketch's own Protobuf form, so that readers in any language can merge
 * windows of many gateways and still have true quantiles.
 */
final class Latency {
    static final double ACCURACY = 0.01;
    /** Covers a microsecond to far more than a day; beyond it the shortest durations are lumped together. */
    static final int MOST_BINS = 2048;

    private @Nullable DDSketch sketch;

    void add(long micros) {
        if (sketch == null) {
            sketch = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MOST_BINS);
        }
        sketch.accept((double) micros);
    }

    /** Writes an object under this name, or nothing if there were no durations. */
    void write(JsonWriter json, String name) {
        DDSketch filled = sketch;
        if (filled == null) {
            return;
        }
        double[] quantiles = filled.getValuesAtQuantiles(new double[] {0.5, 0.9, 0.99, 0.999});
        byte[] serialized = new byte[filled.serializedSize()];
        filled.serialize().get(serialized);
        json.beginObject(name)
                .field("count", (long) filled.getCount())
                .field("p50_us", Math.round(quantiles[0]))
                .field("p90_us", Math.round(quantiles[1]))
                .field("p99_us", Math.round(quantiles[2]))
                .field("p999_us", Math.round(quantiles[3]))
                .ownText("sketch", Base64.getEncoder().encodeToString(serialized))
                .endObject();
    }
}
