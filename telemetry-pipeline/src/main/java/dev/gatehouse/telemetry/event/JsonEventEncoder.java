package dev.gatehouse.telemetry.event;

/**
 * Writes request events and decision records as JSON, version 1. Fields are only ever added.
 *
 * <p>For one thread: the buffer is used again.
 */
final class JsonEventEncoder implements EventEncoder {
    private final Origin origin;
    private final JsonWriter json = new JsonWriter();

    JsonEventEncoder(Origin origin) {
        this.origin = origin;
    }

    @Override
    public byte[] request(EventSlot slot, long pseq) {
        begin(slot, slot.ids().eventIdHigh(), slot.ids().eventIdLow(), pseq);
        json.hex("span_id", slot.ids().spanId())
                .field("client_trace_id", slot.ids().clientTraceId());
        place(slot);
        json.field("protocol", slot.connection().protocol());
        outcome(slot);
        parties(slot);
        json.field("tls_version", slot.connection().tlsVersion())
                .field("peer_cert_sha256", slot.connection().peerCertSha256());
        verdict(slot);
        if (slot.verdict().denied()) {
            json.field("enforced", slot.verdict().enforced());
        }
        json.field("upstream", slot.upstream()).field("attempts", slot.attempts());
        timings(slot.timings());
        json.field("req_bytes", slot.reqBytes())
                .field("resp_bytes", slot.respBytes())
                .field("client_net", slot.connection().clientNet())
                .field("sample_rate", slot.sampleRate());
        return json.endObject().toBytes();
    }

    @Override
    public byte[] decision(EventSlot slot, long idHigh, long idLow, long pseq, double sampleRate) {
        begin(slot, idHigh, idLow, pseq);
        place(slot);
        outcome(slot);
        parties(slot);
        json.field("peer_cert_sha256", slot.connection().peerCertSha256());
        verdict(slot);
        json.field("denied", slot.verdict().denied())
                .field("enforced", slot.verdict().enforced());
        json.field("client_net", slot.connection().clientNet()).field("sample_rate", sampleRate);
        return json.endObject().toBytes();
    }

    private void begin(EventSlot slot, long idHigh, long idLow, long pseq) {
        json.reset()
                .beginObject()
                .uuid("event_id", idHigh, idLow)
                .field("gateway_id", origin.gatewayId())
                .field("boot_id", origin.bootId())
                .field("pseq", pseq)
                .time("ts", slot.tsMillis())
                .uuid("trace_id", slot.ids().traceIdHigh(), slot.ids().traceIdLow());
    }

    private void place(EventSlot slot) {
        json.field("route", slot.route())
                .field("path_template", slot.pathTemplate())
                .field("method", slot.method());
        slot.recorded().writeTo(json);
    }

    private void outcome(EventSlot slot) {
        json.field("status", slot.status()).field("end", slot.end().wireName()).field("error_type", slot.errorType());
    }

    private void parties(EventSlot slot) {
        Party source = slot.source();
        Party destination = slot.destination();
        json.field("src_identity", source.identity())
                .field("src_level", source.level())
                .field("src_spiffe", source.spiffe())
                .field("dst_identity", destination.identity())
                .field("dst_level", destination.level())
                .field("dst_spiffe", destination.spiffe());
        slot.chain().writeTo(json);
    }

    private void verdict(EventSlot slot) {
        Verdict verdict = slot.verdict();
        json.field("decision", verdict.decision())
                .field("rule", verdict.rule())
                .field("reason", verdict.reason())
                .field("nearest", verdict.nearest())
                .field("ruleset_hash", verdict.rulesetHash())
                .field("config_generation", slot.configGeneration());
    }

    private void timings(Timings timings) {
        micros("policy_us", timings.policyUs());
        micros("queue_us", timings.queueUs());
        micros("connect_us", timings.connectUs());
        micros("ttfb_us", timings.ttfbUs());
        micros("total_us", timings.totalUs());
    }

    private void micros(String name, long value) {
        if (value >= 0) {
            json.field(name, value);
        }
    }
}
