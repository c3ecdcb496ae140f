package dev.gatehouse.gateway.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.read.ReadRecord;
import java.util.Map;

/** Records of the topic of requests for tests, numbered as the pipeline numbers them. */
final class Events {
    private long next;

    /** An event with these fields, written with single quotes, beside those that each has. */
    ReadRecord event(String fields) {
        return record(
                next,
                ("{'event_id':'e','boot_id':'boot','pseq':" + next++ + ",'ts':'2026-11-23T12:00:00.000Z',"
                                + "'trace_id':'trace-" + next + "'," + fields + "}")
                        .replace('\'', '"'));
    }

    /** Checkout called the ledger: what, which path, and what was decided. */
    ReadRecord checkout(String method, String path, String decision) {
        return event("'src_identity':'checkout','src_spiffe':'" + Shop.CHECKOUT + "','src_level':'internal',"
                + "'dst_identity':'ledger','path_template':'/ledger/**','method':'" + method + "','path':'" + path
                + "','end':'" + (decision.equals("allow") ? "ok" : "denied") + "','decision':'" + decision + "'");
    }

    static ReadRecord record(long offset, String body) {
        return new ReadRecord("gatehouse.requests.v1", 0, offset, 0, null, Map.of(), body.getBytes(UTF_8));
    }
}
