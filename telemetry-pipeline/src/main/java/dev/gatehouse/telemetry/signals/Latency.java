package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The durations of one kind in one window; costs nothing until there is one. */
final class Latency {
    private @Nullable LatencySketch sketch;

    void add(long micros) {
        if (sketch == null) {
            sketch = new LatencySketch();
        }
        sketch.add(micros);
    }

    /** Writes an object under this name, or nothing if there were no durations. */
    void write(JsonWriter json, String name) {
        LatencySketch filled = sketch;
        if (filled == null) {
            return;
        }
        long[] quantiles = filled.quantiles();
        json.beginObject(name)
                .field("count", filled.count())
                .field("p50_us", quantiles[0])
                .field("p90_us", quantiles[1])
                .field("p99_us", quantiles[2])
                .field("p999_us", quantiles[3])
                .ownText("sketch", filled.toBase64())
                .endObject();
    }
}
