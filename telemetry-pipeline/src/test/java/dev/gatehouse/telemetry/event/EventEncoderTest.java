package dev.gatehouse.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
    private static final UUID TRACE = UUID.fromString("019ab000-0000-7000-8000-000000000001");
    private final EventEncoder encoder = EventFormat.JSON.encoder(new Origin("gw-1", "boot-1"));

    @Test
    void aFullRequestEventHasEveryFieldOfVersionOneAndNoOther() throws IOException {
        JsonNode event = parsed(encoder.request(fullSlot(), 41));

        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Set.of(
                        "event_id",
                        "gateway_id",
                        "boot_id",
                        "pseq",
                        "ts",
                        "trace_id",
                        "span_id",
                        "client_trace_id",
                        "route",
                        "path_template",
                        "method",
                        "protocol",
                        "status",
                        "end",
                        "error_type",
                        "src_identity",
                        "src_level",
                        "src_spiffe",
                        "dst_identity",
                        "dst_level",
                        "dst_spiffe",
                        "tls_version",
                        "peer_cert_sha256",
                        "decision",
                        "rule",
                        "reason",
                        "nearest",
                        "ruleset_hash",
                        "config_generation",
                        "upstream",
                        "attempts",
                        "policy_us",
                        "queue_us",
                        "connect_us",
                        "ttfb_us",
                        "total_us",
                        "req_bytes",
                        "resp_bytes",
                        "client_net",
                        "sample_rate",
                        "path",
                        "attributes",
                        "oversized",
                        "behalf",
                        "label_level",
                        "label_compartments",
                        "enforced"));
        assertThat(event.get("trace_id").textValue()).isEqualTo(TRACE.toString());
        assertThat(event.get("pseq").longValue()).isEqualTo(41);
        assertThat(event.get("end").textValue()).isEqualTo("denied");
        assertThat(event.get("ts").textValue()).isEqualTo("2026-11-23T00:00:00.000Z");
        assertThat(event.get("connect_us").longValue()).isEqualTo(30);
        assertThat(event.get("client_net").textValue()).isEqualTo("192.0.2.0/24");
    }

    @Test
    void whatWasNotReachedIsLeftOut() throws IOException {
        EventSlot refused = new EventSlot().status(404).end(End.REFUSED);
        refused.timings().totalUs(12);

        JsonNode event = parsed(encoder.request(refused, 0));

        assertThat(event.has("route")).isFalse();
        assertThat(event.has("ttfb_us")).isFalse();
        assertThat(event.get("total_us").longValue()).isEqualTo(12);
    }

    @Test
    void aDecisionRecordSaysWhoWasRefusedWhatAndWhy() throws IOException {
        JsonNode record = parsed(encoder.decision(fullSlot(), 1, 2, 5, 1));

        assertThat(record.get("src_identity").textValue()).isEqualTo("partner");
        assertThat(record.get("dst_identity").textValue()).isEqualTo("ledger");
        assertThat(record.get("rule").textValue()).isEqualTo("close-ledger");
        assertThat(record.get("nearest").textValue()).isEqualTo("shop-to-ledger: caller differs");
        assertThat(record.get("denied").booleanValue()).isTrue();
        assertThat(record.get("enforced").booleanValue()).isTrue();
        assertThat(record.get("trace_id").textValue()).isEqualTo(TRACE.toString());
    }

    @Test
    void aRecordedAttributeThatWasAbsentIsAnEmptyList() throws IOException {
        JsonNode event = parsed(encoder.request(fullSlot(), 0));

        assertThat(event.get("path").textValue()).isEqualTo("/ledger/7");
        assertThat(event.get("attributes")).hasToString("{\"header.x-tenant\":[\"a\",\"b\"],\"claim.groups\":[]}");
        assertThat(event.get("oversized")).hasToString("[\"header.x-note\"]");
    }

    @Test
    void theChainBehindTheCallerIsToldInRequestsAndDecisions() throws IOException {
        for (JsonNode event :
                List.of(parsed(encoder.request(fullSlot(), 0)), parsed(encoder.decision(fullSlot(), 1, 2, 5, 1)))) {
            assertThat(event.get("behalf").textValue()).isEqualTo("guest");
            assertThat(event.get("label_level").textValue()).isEqualTo("public");
            assertThat(event.get("label_compartments")).hasToString("[\"cards\",\"payments\"]");
            assertThat(event.get("path").textValue()).isEqualTo("/ledger/7");
        }
    }

    @Test
    void aLabelWithoutCompartmentsIsNotALabelThatIsNotTold() throws IOException {
        EventSlot slot = new EventSlot();
        slot.chain().label("public", Set.of());

        assertThat(parsed(encoder.request(slot, 0)).get("label_compartments")).hasToString("[]");
        slot.clear();
        JsonNode cleared = parsed(encoder.request(slot, 0));
        assertThat(cleared.has("label_compartments")).isFalse();
        assertThat(cleared.has("attributes")).isFalse();
        assertThat(cleared.has("oversized")).isFalse();
    }

    @Test
    void aCopyTellsTheSameEvent() {
        EventSlot copy = new EventSlot();
        copy.copyFrom(fullSlot());

        assertThat(copy).usingRecursiveComparison().isEqualTo(fullSlot());
        copy.clear();
        assertThat(copy).usingRecursiveComparison().isEqualTo(new EventSlot());
    }

    private static EventSlot fullSlot() {
        EventSlot slot = new EventSlot()
                .tsMillis(1_795_392_000_000L)
                .route("ledger")
                .pathTemplate("/ledger/{id}")
                .method("GET")
                .status(403)
                .end(End.DENIED)
                .errorType("policy_denied")
                .configGeneration(3)
                .upstream("ledger")
                .attempts(1)
                .reqBytes(10)
                .respBytes(20);
        slot.ids()
                .eventId(5, 6)
                .traceId(TRACE.getMostSignificantBits(), TRACE.getLeastSignificantBits())
                .spanId(9)
                .clientTraceId("theirs");
        slot.connection()
                .protocol("HTTP/2")
                .tlsVersion("TLSv1.3")
                .peerCertSha256("ab")
                .clientNet("192.0.2.0/24");
        slot.source().identity("partner").level("partner").spiffe("spiffe://partner/app");
        slot.destination().identity("ledger").level("restricted").spiffe("spiffe://prod/ledger");
        slot.verdict()
                .decision("denied_by_rule")
                .rule("close-ledger")
                .rulesetHash("h")
                .reason("the ledger is closed")
                .nearest("shop-to-ledger: caller differs")
                .denied(true)
                .enforced(true);
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put("header.x-tenant", List.of("a", "b"));
        attributes.put("claim.groups", List.of());
        slot.recorded().path("/ledger/7").attributes(attributes).oversized(List.of("header.x-note"));
        slot.chain().behalf("guest").label("public", Set.of("payments", "cards"));
        slot.timings().policyUs(10).queueUs(20).connectUs(30).ttfbUs(40).totalUs(100);
        return slot;
    }

    private static JsonNode parsed(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
