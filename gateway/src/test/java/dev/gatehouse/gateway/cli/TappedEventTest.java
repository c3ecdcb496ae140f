package dev.gatehouse.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.read.ReadRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TappedEventTest {
    private static final String TRACE = "019aae3c-0000-7000-8000-000000000001";
    private static final String ALLOWED = """
            {"trace_id":"%s","ts":"2026-11-23T10:00:00.123Z","route":"shop","path_template":"/shop/**","method":"GET",\
            "status":200,"end":"ok","src_identity":"anonymous","dst_identity":"web","decision":"allowed",\
            "rule":"browse","total_us":3240}""".formatted(TRACE);
    private static final String DENIED = """
            {"trace_id":"%s","ts":"2026-11-23T10:00:00.123Z","route":"ledger","path_template":"/ledger/**",\
            "method":"GET","status":403,"end":"denied","src_identity":"partner","dst_identity":"ledger",\
            "decision":"denied_by_lattice","reason":"partner is below restricted","nearest":"audit-reads",\
            "denied":true,"enforced":true}""".formatted(TRACE);

    @Test
    void aLineSaysWhoCalledWhomAndWhatCameOfIt() {
        assertThat(event(ALLOWED).line())
                .contains(TRACE + " GET /shop/** route=shop 200 anonymous->web allowed rule=browse")
                .endsWith(" 3.2ms");
    }

    @Test
    void aDenialSaysWhy() {
        assertThat(event(DENIED).line()).contains("because: partner is below restricted; nearest: audit-reads");
    }

    @Test
    void jsonIsWhatLiesInKafkaByteForByte() {
        assertThat(event(ALLOWED).json()).isEqualTo(ALLOWED);
    }

    @Test
    void anEventWithoutARequestIsShownAsItIs() {
        assertThat(event("{\"kind\":\"window\"}").line()).endsWith("gatehouse.requests.v1 {\"kind\":\"window\"}");
    }

    @Test
    void whatIsNoJsonIsShownWithoutItsControlCharacters() {
        assertThat(event("\u001b[2Jboo").line()).endsWith("?[2Jboo");
    }

    @Test
    void aFieldCannotPaintOnTheTerminal() {
        assertThat(event(ALLOWED.replace("browse", "\\u001b[31m")).line()).contains("rule=?[31m");
    }

    @Test
    void aTraceIsFoundInBothOfItsForms() {
        TappedEvent event = event(ALLOWED);

        assertThat(new EventFilter(TRACE.toUpperCase(java.util.Locale.ROOT), false).passes(event))
                .isTrue();
        assertThat(new EventFilter(TRACE.replace("-", ""), false).passes(event)).isTrue();
        assertThat(new EventFilter(TRACE.replace('1', '2'), false).passes(event))
                .isFalse();
    }

    @Test
    void onlyDenialsPassWhenOnlyDenialsAreWanted() {
        assertThat(new EventFilter(null, true).passes(event(DENIED))).isTrue();
        assertThat(new EventFilter(null, true).passes(event(ALLOWED))).isFalse();
    }

    private static TappedEvent event(String json) {
        return TappedEvent.of(new ReadRecord(
                "gatehouse.requests.v1", 0, 1, 1_700_000_000_000L, "shop", Map.of(), json.getBytes(UTF_8)));
    }
}
