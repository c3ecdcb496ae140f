package dev.gatehouse.gateway.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded calls for tests: checkout posts an entry to the ledger, unless told otherwise. */
record Calls(RecordedCall call) {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Calls from(String caller, String method, String template) {
        return new Calls(new RecordedCall(
                NOON,
                "0192",
                new RecordedCall.Source(caller, "", "", "internal", Optional.empty()),
                "ledger",
                method,
                Optional.empty(),
                template,
                Map.of(),
                Outcome.ALLOWED,
                "allow",
                "some-rule"));
    }

    static Calls checkout(String method, String path) {
        return from("checkout", method, "/ledger/**").spiffe(Shop.CHECKOUT).path(path);
    }

    Calls path(String path) {
        return new Calls(new RecordedCall(
                call.at(),
                call.traceId(),
                call.source(),
                call.service(),
                call.method(),
                Optional.of(path),
                call.template(),
                call.attributes(),
                call.outcome(),
                call.decision(),
                call.rule()));
    }

    Calls service(String service) {
        return new Calls(new RecordedCall(
                call.at(),
                call.traceId(),
                call.source(),
                service,
                call.method(),
                call.path(),
                call.template(),
                call.attributes(),
                call.outcome(),
                call.decision(),
                call.rule()));
    }

    Calls at(Instant at) {
        return new Calls(new RecordedCall(
                at,
                call.traceId(),
                call.source(),
                call.service(),
                call.method(),
                call.path(),
                call.template(),
                call.attributes(),
                call.outcome(),
                call.decision(),
                call.rule()));
    }

    Calls was(Outcome outcome, String decision) {
        return new Calls(new RecordedCall(
                call.at(),
                call.traceId(),
                call.source(),
                call.service(),
                call.method(),
                call.path(),
                call.template(),
                call.attributes(),
                outcome,
                decision,
                call.rule()));
    }

    Calls with(String attribute, String... values) {
        Map<String, List<String>> attributes = new LinkedHashMap<>(call.attributes());
        attributes.put(attribute, List.of(values));
        return new Calls(new RecordedCall(
                call.at(),
                call.traceId(),
                call.source(),
                call.service(),
                call.method(),
                call.path(),
                call.template(),
                attributes,
                call.outcome(),
                call.decision(),
                call.rule()));
    }

    Calls spiffe(String spiffe) {
        return source(new RecordedCall.Source(
                call.source().name(),
                spiffe,
                call.source().behalf(),
                call.source().level(),
                call.source().lowered()));
    }

    Calls source(RecordedCall.Source source) {
        return new Calls(new RecordedCall(
                call.at(),
                call.traceId(),
                source,
                call.service(),
                call.method(),
                call.path(),
                call.template(),
                call.attributes(),
                call.outcome(),
                call.decision(),
                call.rule()));
    }
}
