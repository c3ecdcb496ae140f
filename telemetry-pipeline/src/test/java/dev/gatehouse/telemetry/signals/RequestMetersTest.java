package dev.gatehouse.telemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeters meters = new RequestMeters(registry);

    @Test
    void durationsAreRecordedUnderTheNamesOfTheConventions() {
        EventSlot slot = new EventSlot().route("orders").method("BREW").status(200);
        slot.connection().protocol("HTTP/2").tlsVersion("TLSv1.3");
        slot.timings().totalUs(1_500);
        meters.add(slot);

        assertThat(registry.get("http.server.request.duration")
                        .tag("http.route", "orders")
                        .tag("http.request.method", "_OTHER")
                        .tag("http.response.status_code", "200")
                        .tag("network.protocol.version", "2")
                        .tag("url.scheme", "https")
                        .tag("error.type", "none")
                        .timer()
                        .totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(1_500);
    }

    @Test
    void denialsAreCountedByCallerAndRule() {
        EventSlot slot = new EventSlot().status(403);
        slot.source().identity("partner");
        slot.verdict().denied(true).enforced(true).rule("close-ledger");
        meters.add(slot);
        meters.add(slot);

        assertThat(registry.get(RequestMeters.DENIALS)
                        .tag("caller", "partner")
                        .tag("rule", "close-ledger")
                        .tag("enforced", "true")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void callersWithoutEndDoNotMakeSeriesWithoutEnd() {
        for (int i = 0; i < RequestMeters.MOST_SERIES + 500; i++) {
            EventSlot slot = new EventSlot().status(403).route("route-" + i);
            slot.source().identity("caller-" + i);
            slot.verdict().denied(true);
            meters.add(slot);
        }

        assertThat(registry.find(RequestMeters.DENIALS).counters()).hasSize(RequestMeters.MOST_SERIES + 1);
        assertThat(registry.find(RequestMeters.DURATION).timers()).hasSize(RequestMeters.MOST_SERIES + 1);
        assertThat(registry.get(RequestMeters.DENIALS)
                        .tag("caller", "other")
                        .counter()
                        .count())
                .isEqualTo(500);
    }
}
