package dev.gatehouse.telemetry.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.telemetry.signals.LatencySketch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Windows of golden signals added up: counts exactly, latencies by their sketches, of saturation the worst.
 *
 * <p>Takes windows of gateways as well as what it wrote itself, so sums can be added up again. For one thread.
 *
 * @see #add(JsonNode)
 */
public final class MergedWindow {
    /** So many gateways are named one by one; of more, the windows are counted that are not named. */
    static final int MOST_GATEWAYS = 1000;

    static final int MOST_EXEMPLARS = 5;

    private static final List<String> COUNTS =
            List.of("requests", "denials", "audit_denials", "client_aborts", "overloads", "req_bytes", "resp_bytes");
    private static final List<String> GROUPS = List.of("status", "errors", "lost");
    private static final List<String> LATENCIES = List.of("ok", "error", "own", "backend");
    private static final List<String> GATEWAY_COUNTS = List.of("folded_into_other", "windows_of_more_gateways");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
    private final Map<String, LatencySketch> latencies = new LinkedHashMap<>();
    private final Map<String, Long> inFlight = new TreeMap<>();
    private final Map<String, Double> saturation = new TreeMap<>();
    private final List<String> exemplars = new ArrayList<>();
    private double worst;
    private String worstSource = "none";
    private String worstGateway = "none";

    /**
     * Adds a window.
     *
     * @throws IllegalArgumentException if it holds a latency that cannot be read; then nothing was added
     */
    public void add(JsonNode window) {
        Map<String, LatencySketch> sketches = new LinkedHashMap<>();
        for (String kind : LATENCIES) {
            JsonNode text = window.path("latency").path(kind).path("sketch");
            if (text.isTextual()) {
                sketches.put(kind, LatencySketch.fromBase64(text.textValue()));
            }
        }
        sketches.values().removeIf(sketch -> sketch.count() == 0);
        sketches.forEach((kind, sketch) ->
                latencies.computeIfAbsent(kind, key -> new LatencySketch()).merge(sketch));
        COUNTS.forEach(name -> addCount(name, window.path(name).asLong()));
        GATEWAY_COUNTS.forEach(name -> addCount(name, window.path(name).asLong()));
        for (String group : GROUPS) {
            Map<String, Long> sums = groups.computeIfAbsent(group, key -> new LinkedHashMap<>());
            window.path(group)
                    .properties()
                    .forEach(
                            entry -> sums.merge(entry.getKey(), entry.getValue().asLong(), Long::sum));
        }
        addGateways(window);
        addSaturation(window);
        addExemplars(window);
    }

    /** Adds another sum. */
    public void add(MergedWindow other) {
        ObjectNode json = GatewayWindow.JSON.createObjectNode();
        other.write(json);
        add(json);
    }

    private void addCount(String name, long value) {
        counts.merge(name, value, Long::sum);
    }

    private void addGateways(JsonNode window) {
        if (window.has("gateway_id")) {
            addGateway(
                    window.path("gateway_id").asText(), window.path("in_flight").asLong());
        }
        window.path("gateways")
                .properties()
                .forEach(entry -> addGateway(entry.getKey(), entry.getValue().asLong()));
    }

    private void addGateway(String id, long most) {
        if (inFlight.containsKey(id) || inFlight.size() < MOST_GATEWAYS) {
            inFlight.merge(id, most, Math::max);
        } else {
            addCount("windows_of_more_gateways", 1);
        }
    }

    private void addSaturation(JsonNode window) {
        window.path("saturation")
                .properties()
                .forEach(entry ->
                        saturation.merge(entry.getKey(), entry.getValue().asDouble(), Math::max));
        double value = window.path("saturation_worst").asDouble();
        if (value > worst) {
            worst = value;
            worstSource = window.path("saturation_worst_source").asText();
            worstGateway = window.path("saturation_worst_gateway")
                    .asText(window.path("gateway_id").asText());
        }
    }

    private void addExemplars(JsonNode window) {
        boolean failed = window.path("errors").properties().stream()
                .anyMatch(entry -> entry.getValue().asLong() > 0);
        int at = failed ? 0 : exemplars.size();
        for (JsonNode exemplar : window.path("exemplars")) {
            if (!exemplars.contains(exemplar.asText())) {
                exemplars.add(at++, exemplar.asText());
            }
        }
        while (exemplars.size() > MOST_EXEMPLARS) {
            exemplars.remove(exemplars.size() - 1);
        }
    }

    /** One of the sums, such as {@code requests}. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** One of the sums that belong together, such as {@code server} of {@code errors}. */
    public long count(String group, String name) {
        return groups.getOrDefault(group, Map.of()).getOrDefault(name, 0L);
    }

    /** The sum of all that belong together. */
    public long sum(String group) {
        return groups.getOrDefault(group, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Durations of one kind: {@code ok}, {@code error}, {@code own} or {@code backend}; empty if there were none. */
    public Optional<LatencySketch> latency(String kind) {
        return Optional.ofNullable(latencies.get(kind));
    }

    /** Durations of all requests, failed or not; empty if there were none. */
    public Optional<LatencySketch> latency() {
        LatencySketch all = new LatencySketch();
        latency("ok").ifPresent(all::merge);
        latency("error").ifPresent(all::merge);
        return all.count() == 0 ? Optional.empty() : Optional.of(all);
    }

    /** The most requests that were in flight at once, added up over the gateways. */
    public long inFlight() {
        return inFlight.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many gateways were heard, as far as they are named. */
    public long gateways() {
        return inFlight.size();
    }

    public double saturationWorst() {
        return worst;
    }

    public String saturationWorstSource() {
        return worstSource;
    }

    public String saturationWorstGateway() {
        return worstGateway;
    }

    /** Trace ids worth looking at, those from windows with failures first. */
    public List<String> exemplars() {
        return List.copyOf(exemplars);
    }

    /** Writes all of it in the shape of a gateway's window. */
    public void write(ObjectNode json) {
        COUNTS.forEach(name -> json.put(name, count(name)));
        groups.forEach((group, sums) -> {
            if (!sums.isEmpty()) {
                sums.forEach(json.putObject(group)::put);
            }
        });
        ObjectNode latency = json.putObject("latency");
        latencies.forEach((kind, sketch) -> write(latency.putObject(kind), sketch));
        exemplars.forEach(json.putArray("exemplars")::add);
        inFlight.forEach(json.putObject("gateways")::put);
        GATEWAY_COUNTS.forEach(name -> json.put(name, count(name)));
        json.put("in_flight", inFlight());
        if (!saturation.isEmpty()) {
            saturation.forEach(json.putObject("saturation")::put);
            json.put("saturation_worst", worst)
                    .put("saturation_worst_source", worstSource)
                    .put("saturation_worst_gateway", worstGateway);
        }
    }

    private static void write(ObjectNode json, LatencySketch sketch) {
        long[] quantiles = sketch.quantiles();
        json.put("count", sketch.count())
                .put("p50_us", quantiles[0])
                .put("p90_us", quantiles[1])
                .put("p99_us", quantiles[2])
                .put("p999_us", quantiles[3])
                .put("sketch", sketch.toBase64());
    }
}
