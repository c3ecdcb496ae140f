package dev.gatehouse.gateway.history;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report as a program reads it. Fields are only ever added. */
public final class ReplayJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReplayJson() {}

    public static String of(ReplayReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("replayed", report.replayed());
        json.put("changed", report.changed());
        json.put("cannot_be_told", report.open());
        json.setAll((ObjectNode) MAPPER.valueToTree(report));
        return MAPPER.writeValueAsString(json);
    }
}
