package dev.gatehouse.telemetry.fleet;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.signals.GoldenSignals;
import dev.gatehouse.telemetry.signals.Saturation;
import dev.gatehouse.telemetry.signals.WindowSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Makes windows as a gateway does, and numbers them for one partition. */
final class TestGateway implements WindowSink {
    private final List<byte[]> written = new ArrayList<>();
    private final GoldenSignals signals;
    private long pseq;
    private double full;

    TestGateway(String id, String bootId, long nowMillis) {
        Saturation saturation = new Saturation(new SimpleMeterRegistry());
        saturation.add("ring", () -> full);
        signals = new GoldenSignals(new Origin(id, bootId), Duration.ofSeconds(10), nowMillis, saturation, () -> 3);
    }

    void request(String route, String caller, int status, long micros) {
        EventSlot slot = new EventSlot().route(route).status(status).end(End.OK);
        slot.source().identity(caller);
        slot.ids().traceId(micros, status);
        slot.timings().totalUs(micros);
        signals.add(slot);
    }

    void saturation(double value) {
        full = value;
    }

    /** Closes the window, and hands out its records. */
    List<byte[]> close(long nowMillis) {
        signals.close(nowMillis, this);
        List<byte[]> closed = List.copyOf(written);
        written.clear();
        return closed;
    }

    @Override
    public void accept(String key, LongFunction<byte[]> body) {
        written.add(body.apply(pseq++));
    }

    @Override
    public void describePipeline(JsonWriter json) {
        json.beginObject("lost").field("ring_full", 1).endObject();
    }
}
