package dev.gatehouse.gateway.signals;

import dev.gatehouse.telemetry.fleet.MergedWindow;
import dev.gatehouse.telemetry.fleet.RecentSignals;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same for programs: one object, with all groups. */
public final class SignalsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SignalsJson() {}

    public static String of(RecentSignals.Seen seen, List<String> by) {
        ObjectNode json = JSON.createObjectNode();
        json.put("covered_s", seen.covered().toMillis() / 1000.0);
        gateways(json.putObject("gateways"), seen.gateways());
        json.put("windows_left_out", seen.leftOut());
        ArrayNode groups = json.putArray("groups");
        for (SignalRow row : SignalsTable.rows(seen)) {
            group(groups.addObject(), row, by);
        }
        return JSON.writeValueAsString(json);
    }

    private static void gateways(ObjectNode json, MergedWindow all) {
        json.put("count", all.gateways())
                .put("in_flight", all.inFlight())
                .put("saturation_worst", all.saturationWorst())
                .put("saturation_worst_source", all.saturationWorstSource())
                .put("saturation_worst_gateway", all.saturationWorstGateway())
                .put("lost", all.sum("lost"));
    }

    private static void group(ObjectNode json, SignalRow row, List<String> by) {
        for (int i = 0; i < by.size(); i++) {
            json.put(by.get(i), row.names().get(i));
        }
        json.put("requests", row.requests())
                .put("requests_per_second", row.perSecond())
                .put("errors", row.errors())
                .put("error_ratio", row.errorShare())
                .put("denials", row.denials())
                .put("req_bytes", row.sum().count("req_bytes"))
                .put("resp_bytes", row.sum().count("resp_bytes"));
        row.quantile(0.5).ifPresent(micros -> json.put("p50_us", micros));
        row.quantile(0.99).ifPresent(micros -> json.put("p99_us", micros));
        row.backendQuantile(0.99).ifPresent(micros -> json.put("backend_p99_us", micros));
        ArrayNode exemplars = json.putArray("exemplars");
        row.sum().exemplars().forEach(exemplars::add);
    }
}
