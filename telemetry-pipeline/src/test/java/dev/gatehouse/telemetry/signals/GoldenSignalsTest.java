package dev.gatehouse.telemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.event.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class GoldenSignalsTest {
    private static final long START = 1_795_392_003_000L;
    private static final long END = 1_795_392_010_000L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Saturation saturation = new Saturation(registry);
    private final GoldenSignals signals =
            new GoldenSignals(new Origin("gw", "boot"), Duration.ofSeconds(10), START, saturation, () -> 4);
    private final Published published = new Published();

    @Test
    void aWindowIsPublishedWhenItsTimeIsOverAndNotBefore() {
        signals.add(request("orders", 200, End.OK, 500));

        signals.closeIfDue(END - 1, published);
        assertThat(published.records).isEmpty();
        signals.closeIfDue(END, published);

        JsonNode window = published.of("orders|shop|ledger");
        assertThat(window.get("requests").longValue()).isOne();
        assertThat(window.get("window_start").textValue()).isEqualTo("2026-11-23T00:00:00.000Z");
        assertThat(window.get("window_end").textValue()).isEqualTo("2026-11-23T00:00:10.000Z");
    }

    @Test
    void anIdleGatewayStillGivesAHeartbeat() {
        signals.closeIfDue(END, published);
        published.records.clear();
        signals.closeIfDue(END + 10_000, published);

        assertThat(published.records.keySet()).containsExactly("gateway|gw");
        assertThat(published.of("gateway|gw").get("requests").longValue()).isZero();
    }

    @Test
    void failuresAreErrorsAndDenialsAndAbortsAreCountedApart() {
        signals.add(request("orders", 200, End.OK, 100));
        signals.add(request("orders", 503, End.OK, 100));
        signals.add(request("orders", 504, End.TIMEOUT, 100));
        signals.add(request("orders", 502, End.RESET, 100));
        signals.add(request("orders", 0, End.CLIENT_ABORT, 100));
        EventSlot denied = request("orders", 403, End.DENIED, 100);
        denied.verdict().denied(true).enforced(true);
        signals.add(denied);
        signals.closeIfDue(END, published);

        JsonNode window = published.of("orders|shop|ledger");
        assertThat(window.get("errors").toString()).isEqualTo("{\"server\":1,\"transport\":1,\"timeout\":1}");
        assertThat(window.get("denials").longValue()).isOne();
        assertThat(window.get("client_aborts").longValue()).isOne();
        assertThat(window.get("latency").get("error").get("count").longValue()).isEqualTo(3);
        assertThat(window.get("latency").get("ok").get("count").longValue()).isEqualTo(3);
        assertThat(window.get("exemplars")).hasSize(3);
        assertThat(window.get("status").get("4xx").longValue()).isOne();
        assertThat(window.get("status").get("none").longValue()).isOne();
    }

    @Test
    void quantilesAreWithinOnePercentAndTheSketchCanBeReadBack() throws IOException {
        for (int micros = 1; micros <= 10_000; micros++) {
            signals.add(request("orders", 200, End.OK, micros));
        }
        signals.closeIfDue(END, published);

        JsonNode ok = published.of("orders|shop|ledger").get("latency").get("ok");
        assertThat(ok.get("p50_us").doubleValue()).isCloseTo(5_000, within(51.0));
        assertThat(ok.get("p99_us").doubleValue()).isCloseTo(9_900, within(100.0));
        assertThat(java.util.Base64.getDecoder().decode(ok.get("sketch").textValue()))
                .isNotEmpty();
    }

    @Test
    void ownTimeAndBackendTimeAreToldApart() {
        EventSlot slot = request("orders", 200, End.OK, 1_000);
        slot.timings().connectUs(300).ttfbUs(500);
        signals.add(slot);
        signals.closeIfDue(END, published);

        JsonNode latency = published.of("orders|shop|ledger").get("latency");
        assertThat(latency.get("own").get("p50_us").doubleValue()).isCloseTo(200, within(2.1));
        assertThat(latency.get("backend").get("p50_us").doubleValue()).isCloseTo(800, within(8.1));
    }

    @Test
    void tooManyCallersAreFoldedIntoOtherAndCounted() {
        int callers = GoldenSignals.MOST_SUBJECTS + 70;
        for (int i = 0; i < callers; i++) {
            EventSlot slot = request("orders", 200, End.OK, 10);
            slot.source().identity("caller-" + i);
            signals.add(slot);
        }
        signals.closeIfDue(END, published);

        assertThat(published.records).hasSize(GoldenSignals.MOST_SUBJECTS + 2);
        assertThat(published.of("orders|other|other").get("requests").longValue())
                .isEqualTo(70);
        assertThat(published.of("gateway|gw").get("folded_into_other").longValue())
                .isEqualTo(70);
        assertThat(published.of("gateway|gw").get("requests").longValue()).isEqualTo(callers);
    }

    @Test
    void theWorstSaturationOfTheWindowWins() {
        AtomicReference<Double> pool = new AtomicReference<>(0.9);
        saturation.add("pool", pool::get);
        saturation.add("loop", () -> 0.2);
        signals.sample();
        pool.set(0.1);
        signals.closeIfDue(END, published);

        JsonNode window = published.of("gateway|gw");
        assertThat(window.get("saturation").get("pool").doubleValue()).isEqualTo(0.9);
        assertThat(window.get("saturation_worst").doubleValue()).isEqualTo(0.9);
        assertThat(window.get("saturation_worst_source").textValue()).isEqualTo("pool");
        assertThat(window.get("in_flight").longValue()).isEqualTo(4);
        assertThat(registry.get(Saturation.METRIC).tag("source", "pool").gauge().value())
                .isEqualTo(0.1);
    }

    private static EventSlot request(String route, int status, End end, long totalMicros) {
        EventSlot slot = new EventSlot().route(route).status(status).end(end);
        slot.source().identity("shop");
        slot.destination().identity("ledger");
        slot.timings().totalUs(totalMicros);
        return slot;
    }

    private static final class Published implements WindowSink {
        private final Map<String, byte[]> records = new LinkedHashMap<>();

        @Override
        public void accept(String key, LongFunction<byte[]> body) {
            records.put(key, body.apply(records.size()));
        }

        @Override
        public void describePipeline(JsonWriter json) {
            json.field("described", true);
        }

        JsonNode of(String key) {
            try {
                return new ObjectMapper().readTree(Objects.requireNonNull(records.get(key)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
