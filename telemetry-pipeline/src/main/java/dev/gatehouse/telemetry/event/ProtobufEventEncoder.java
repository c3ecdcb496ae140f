package dev.gatehouse.telemetry.event;

import java.util.Collection;

/** Writes request events and decision records as the message {@code Event} of {@code events.proto}. */
final class ProtobufEventEncoder implements EventEncoder {
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_VALUES = 2;

    private final Origin origin;
    private final ProtoWriter event = new ProtoWriter();
    private final ProtoWriter attribute = new ProtoWriter();

    ProtobufEventEncoder(Origin origin) {
        this.origin = origin;
    }

    @Override
    public byte[] request(EventSlot slot, long pseq) {
        begin(slot, slot.ids().eventIdHigh(), slot.ids().eventIdLow(), pseq);
        event.fixed(EventField.SPAN_ID.number(), slot.ids().spanId())
                .text(EventField.CLIENT_TRACE_ID.number(), slot.ids().clientTraceId());
        place(slot);
        event.text(EventField.PROTOCOL.number(), slot.connection().protocol());
        outcome(slot);
        parties(slot);
        event.text(EventField.TLS_VERSION.number(), slot.connection().tlsVersion())
                .text(EventField.PEER_CERT_SHA256.number(), slot.connection().peerCertSha256());
        verdict(slot);
        if (slot.verdict().denied()) {
            event.truth(EventField.ENFORCED.number(), slot.verdict().enforced());
        }
        event.text(EventField.UPSTREAM.number(), slot.upstream()).number(EventField.ATTEMPTS.number(), slot.attempts());
        timings(slot.timings());
        event.number(EventField.REQ_BYTES.number(), slot.reqBytes())
                .number(EventField.RESP_BYTES.number(), slot.respBytes())
                .text(EventField.CLIENT_NET.number(), slot.connection().clientNet())
                .real(EventField.SAMPLE_RATE.number(), slot.sampleRate());
        return event.toBytes();
    }

    @Override
    public byte[] decision(EventSlot slot, long idHigh, long idLow, long pseq, double sampleRate) {
        begin(slot, idHigh, idLow, pseq);
        place(slot);
        outcome(slot);
        parties(slot);
        event.text(EventField.PEER_CERT_SHA256.number(), slot.connection().peerCertSha256());
        verdict(slot);
        event.truth(EventField.DENIED.number(), slot.verdict().denied())
                .truth(EventField.ENFORCED.number(), slot.verdict().enforced())
                .text(EventField.CLIENT_NET.number(), slot.connection().clientNet())
                .real(EventField.SAMPLE_RATE.number(), sampleRate);
        return event.toBytes();
    }

    private void begin(EventSlot slot, long idHigh, long idLow, long pseq) {
        event.reset()
                .uuid(EventField.EVENT_ID.number(), idHigh, idLow)
                .text(EventField.GATEWAY_ID.number(), origin.gatewayId())
                .text(EventField.BOOT_ID.number(), origin.bootId())
                .number(EventField.PSEQ.number(), pseq)
                .number(EventField.TS.number(), slot.tsMillis())
                .uuid(
                        EventField.TRACE_ID.number(),
                        slot.ids().traceIdHigh(),
                        slot.ids().traceIdLow());
    }

    private void place(EventSlot slot) {
        event.text(EventField.ROUTE.number(), slot.route())
                .text(EventField.PATH_TEMPLATE.number(), slot.pathTemplate())
                .text(EventField.METHOD.number(), slot.method());
        Recorded recorded = slot.recorded();
        event.text(EventField.PATH.number(), recorded.path());
        recorded.attributes()
                .forEach((name, values) -> event.message(
                        EventField.ATTRIBUTES.number(),
                        attribute.reset().text(ATTRIBUTE_NAME, name).texts(ATTRIBUTE_VALUES, values)));
        event.texts(EventField.OVERSIZED.number(), recorded.oversized());
    }

    private void outcome(EventSlot slot) {
        event.number(EventField.STATUS.number(), slot.status())
                .text(EventField.END.number(), slot.end().wireName())
                .text(EventField.ERROR_TYPE.number(), slot.errorType());
    }

    private void parties(EventSlot slot) {
        Party source = slot.source();
        Party destination = slot.destination();
        event.text(EventField.SRC_IDENTITY.number(), source.identity())
                .text(EventField.SRC_LEVEL.number(), source.level())
                .text(EventField.SRC_SPIFFE.number(), source.spiffe())
                .text(EventField.DST_IDENTITY.number(), destination.identity())
                .text(EventField.DST_LEVEL.number(), destination.level())
                .text(EventField.DST_SPIFFE.number(), destination.spiffe());
        Chain chain = slot.chain();
        event.text(EventField.BEHALF.number(), chain.behalf()).text(EventField.LABEL_LEVEL.number(), chain.level());
        Collection<String> compartments = chain.compartments();
        if (compartments != null) {
            event.texts(
                    EventField.LABEL_COMPARTMENTS.number(),
                    compartments.stream().sorted().toList());
        }
    }

    private void verdict(EventSlot slot) {
        Verdict verdict = slot.verdict();
        event.text(EventField.DECISION.number(), verdict.decision())
                .text(EventField.RULE.number(), verdict.rule())
                .text(EventField.REASON.number(), verdict.reason())
                .text(EventField.NEAREST.number(), verdict.nearest())
                .text(EventField.RULESET_HASH.number(), verdict.rulesetHash())
                .number(EventField.CONFIG_GENERATION.number(), slot.configGeneration());
    }

    private void timings(Timings timings) {
        micros(EventField.POLICY_US, timings.policyUs());
        micros(EventField.QUEUE_US, timings.queueUs());
        micros(EventField.CONNECT_US, timings.connectUs());
        micros(EventField.TTFB_US, timings.ttfbUs());
        micros(EventField.TOTAL_US, timings.totalUs());
    }

    private void micros(EventField field, long value) {
        if (value >= 0) {
            event.number(field.number(), value);
        }
    }
}
