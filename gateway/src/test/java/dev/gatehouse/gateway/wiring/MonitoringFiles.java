package dev.gatehouse.gateway.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The expressions of the dashboard and the alerts that are shipped, each by where it stands. */
final class MonitoringFiles {
    static final Path FOLDER = Path.of("../k8s/monitoring");

    private MonitoringFiles() {}

    static Map<String, String> ofDashboard() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                found.put(
                        panel.path("title").asString() + " "
                                + target.path("refId").asString(),
                        target.path("expr").asString());
            }
        }
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            String query = variable.path("query").asString();
            if (query.startsWith("label_values(")) {
                String[] metricAndLabel = query.substring("label_values(".length(), query.length() - 1)
                        .split(", ");
                found.put(
                        "variable " + variable.path("name").asString(),
                        "sum by (" + metricAndLabel[1] + ") (" + metricAndLabel[0] + ")");
            }
        }
        for (JsonNode annotation : dashboard.path("annotations").path("list")) {
            found.put("annotation", annotation.path("expr").asString());
        }
        return found;
    }

    static Map<String, String> ofAlerts() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map<?, ?> rule : rules()) {
            Object name = rule.get("alert") == null ? rule.get("record") : rule.get("alert");
            found.put(String.valueOf(name), String.valueOf(rule.get("expr")));
        }
        return found;
    }

    /** The metrics that the rules themselves record. */
    static Set<String> recorded() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Map<?, ?> rule : rules()) {
            if (rule.get("record") != null) {
                found.add(String.valueOf(rule.get("record")));
            }
        }
        return found;
    }

    private static List<Map<?, ?>> rules() throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        Map<?, ?> file = (Map<?, ?>) load.loadFromString(Files.readString(FOLDER.resolve("alerts.yaml")));
        List<Map<?, ?>> found = new ArrayList<>();
        for (Object group : (List<?>) Objects.requireNonNull(file.get("groups"))) {
            for (Object rule : (List<?>) Objects.requireNonNull(((Map<?, ?>) group).get("rules"))) {
                found.add((Map<?, ?>) rule);
            }
        }
        return found;
    }
}
