package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.event.Timings;

/** The golden signals of one subject in one window. */
final class SubjectWindow {
    private final long[] byClass = new long[6];
    private final Latency ok = new Latency();
    private final Latency error = new Latency();
    private final Latency own = new Latency();
    private final Latency backend = new Latency();
    private final Exemplars exemplars = new Exemplars();
    private long requests;
    private long serverErrors;
    private long transportErrors;
    private long timeouts;
    private long denials;
    private long auditDenials;
    private long clientAborts;
    private long overloads;
    private long requestBytes;
    private long responseBytes;

    void add(EventSlot slot) {
        requests++;
        int statusClass = slot.status() / 100;
        byClass[statusClass >= 1 && statusClass <= 5 ? statusClass : 0]++;
        requestBytes += slot.reqBytes();
        responseBytes += slot.respBytes();
        countEnd(slot);
        boolean isError = Outcome.isError(slot);
        addTimes(slot.timings(), isError);
        exemplars.offer(slot, isError);
    }

    private void countEnd(EventSlot slot) {
        switch (Outcome.of(slot)) {
            case TIMEOUT -> timeouts++;
            case TRANSPORT -> transportErrors++;
            case SERVER_ERROR -> serverErrors++;
            case OK -> {}
        }
        if (slot.end() == End.CLIENT_ABORT) {
            clientAborts++;
        }
        if (slot.end() == End.OVERLOAD || slot.end() == End.RATE_LIMITED) {
            overloads++;
        }
        if (slot.verdict().denied()) {
            if (slot.verdict().enforced()) {
                denials++;
            } else {
                auditDenials++;
            }
        }
    }

    private void addTimes(Timings timings, boolean isError) {
        if (timings.totalUs() < 0) {
            return;
        }
        (isError ? error : ok).add(timings.totalUs());
        own.add(timings.ownUs());
        if (timings.hasBackend()) {
            backend.add(timings.backendUs());
        }
    }

    void write(JsonWriter json) {
        json.field("requests", requests);
        json.beginObject("status")
                .field("1xx", byClass[1])
                .field("2xx", byClass[2])
                .field("3xx", byClass[3])
                .field("4xx", byClass[4])
                .field("5xx", byClass[5])
                .field("none", byClass[0])
                .endObject();
        json.beginObject("errors")
                .field("server", serverErrors)
                .field("transport", transportErrors)
                .field("timeout", timeouts)
                .endObject();
        json.field("denials", denials)
                .field("audit_denials", auditDenials)
                .field("client_aborts", clientAborts)
                .field("overloads", overloads)
                .field("req_bytes", requestBytes)
                .field("resp_bytes", responseBytes);
        json.beginObject("latency");
        ok.write(json, "ok");
        error.write(json, "error");
        own.write(json, "own");
        backend.write(json, "backend");
        json.endObject();
        exemplars.write(json);
    }
}
