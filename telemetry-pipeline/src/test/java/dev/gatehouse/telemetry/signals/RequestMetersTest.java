package dev.gatehouse.telemetry.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CurrentRequest current = new CurrentRequest();
    private final RequestMeters meters = new RequestMeters(registry, current);

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

    @Test
    void whatABackendTookIsToldByItsAddress() {
        EventSlot slot = new EventSlot()
                .method("GET")
                .status(200)
                .upstream("https://web.shop:8443")
                .attempts(1);
        slot.timings().connectUs(300).ttfbUs(700).totalUs(5_000);
        meters.add(slot);

        assertThat(registry.get("http.client.request.duration")
                        .tag("server.address", "web.shop")
                        .tag("server.port", "8443")
                        .tag("http.response.status_code", "200")
                        .timer()
                        .totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(1_000);
    }

    @Test
    void aBackendThatNeverAnsweredTookAllThatWasWaitedForIt() {
        EventSlot slot = new EventSlot()
                .method("GET")
                .status(504)
                .end(End.TIMEOUT)
                .upstream("https://web.shop:8443")
                .attempts(1);
        slot.timings().policyUs(10).queueUs(90).connectUs(300).totalUs(60_100);
        meters.add(slot);

        assertThat(registry.get("http.client.request.duration")
                        .tag("http.response.status_code", "0")
                        .tag("error.type", "timeout")
                        .timer()
                        .totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(60_000);
    }

    @Test
    void aBackendsOwnFailureIsNamedByItsStatus() {
        meters.add(new EventSlot().method("GET").status(503));

        assertThat(registry.get("http.server.request.duration")
                        .tag("error.type", "503")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void bytesAreCountedByRoute() {
        meters.add(new EventSlot().route("orders").reqBytes(7).respBytes(1_000));
        meters.add(new EventSlot().route("orders").reqBytes(5).respBytes(500));

        assertThat(registry.get("http.server.request.body.size")
                        .tag("http.route", "orders")
                        .summary()
                        .totalAmount())
                .isEqualTo(12);
        assertThat(registry.get("http.server.response.body.size")
                        .tag("http.route", "orders")
                        .summary()
                        .totalAmount())
                .isEqualTo(1_500);
    }

    @Test
    void nothingThatAClientSendsBecomesALabel() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 20_000; i++) {
            EventSlot slot = new EventSlot()
                    .route("route-" + random.nextInt(5))
                    .pathTemplate("/" + random.nextLong())
                    .method("M" + random.nextLong())
                    .status(random.nextInt(1000))
                    .upstream("https://web-" + random.nextInt(3) + ":8443")
                    .attempts(1);
            slot.connection().protocol("HTTP/" + random.nextLong()).clientNet(Long.toString(random.nextLong()));
            slot.ids().clientTraceId(Long.toHexString(random.nextLong()));
            slot.verdict().denied(true).rule("rule-" + random.nextInt(4));
            slot.source().identity("caller-" + random.nextInt(4));
            meters.add(slot);
        }

        Map<String, Set<String>> values = new TreeMap<>();
        registry.getMeters()
                .forEach(meter -> meter.getId()
                        .getTags()
                        .forEach(tag -> values.computeIfAbsent(tag.getKey(), key -> new TreeSet<>())
                                .add(tag.getValue())));
        // Both are numbers of three digits; "le" is that of a bucket.
        List.of("http.response.status_code", "error.type", "le").forEach(values::remove);
        assertThat(values.values()).allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(6));
        assertThat(values.get("http.request.method")).containsExactly("_OTHER");
        assertThat(values.get("network.protocol.version")).containsExactly("other");
        assertThat(registry.find(RequestMeters.DURATION).timers())
                .hasSizeLessThanOrEqualTo(RequestMeters.MOST_SERIES + 1);
    }

    @Test
    void whileARequestIsCountedItsIdsAreAtHand() {
        EventSlot slot = new EventSlot();
        slot.ids().traceId(0x01a2_0916_0000_7bb8L, 0x8000_0000_0000_0001L).spanId(0xabcL);
        List<String> seen = new ArrayList<>();
        registry.config().onMeterAdded(meter -> seen.add(current.traceId() + " " + current.spanId()));
        meters.add(slot);

        assertThat(seen).isNotEmpty().containsOnly("01a2091600007bb88000000000000001 0000000000000abc");
        assertThat(current.traceId()).isNull();
        assertThat(current.spanId()).isNull();
    }
}
