package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.JsonWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * How full everything is that can fill up, each from 0 to 1; the worst wins.
 *
 * <p>Sources may be added at any time from any thread. They are asked by the drain thread several times in a window, and
 * the highest answer is kept, so a short jam is not missed.
 */
public final class Saturation {
    /** Prometheus: {@code gatehouse_saturation{source}}. */
    static final String METRIC = "gatehouse.saturation";

    private static final int MOST_SOURCES = 256;

    private final MeterRegistry registry;
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    public Saturation(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds a source under a name, or replaces the one of that name. */
    public synchronized void add(String name, DoubleSupplier zeroToOne) {
        sources.removeIf(source -> source.name.equals(name));
        if (sources.size() >= MOST_SOURCES) {
            throw new IllegalStateException("more than " + MOST_SOURCES + " sources of saturation");
        }
        Source source = new Source(name, zeroToOne);
        sources.add(source);
        Gauge.builder(METRIC, () -> current(name))
                .tag("source", name)
                .description("how full it is, from 0 to 1")
                .register(registry);
    }

    private double current(String name) {
        for (Source source : sources) {
            if (source.name.equals(name)) {
                return source.ask();
            }
        }
        return 0;
    }

    void sample() {
        sources.forEach(Source::sample);
    }

    /** Writes each source's worst of the window and begins a new one. */
    void write(JsonWriter json) {
        String worstName = Subject.NONE;
        double worst = 0;
        json.beginObject("saturation");
        for (Source source : sources) {
            double value = source.take();
            json.field(source.name, value);
            if (value > worst) {
                worst = value;
                worstName = source.name;
            }
        }
        json.endObject().field("saturation_worst", worst).field("saturation_worst_source", worstName);
    }

    private static final class Source {
        private final String name;
        private final DoubleSupplier zeroToOne;
        private double worst;

        Source(String name, DoubleSupplier zeroToOne) {
            this.name = name;
            this.zeroToOne = zeroToOne;
        }

        double ask() {
            double value = zeroToOne.getAsDouble();
            return Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value));
        }

        void sample() {
            worst = Math.max(worst, ask());
        }

        double take() {
            double value = worst;
            worst = 0;
            return value;
        }
    }
}
