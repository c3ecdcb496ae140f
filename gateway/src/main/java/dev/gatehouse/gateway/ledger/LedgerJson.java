package dev.gatehouse.gateway.ledger;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as a program reads it. Fields are only ever added. */
public final class LedgerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private LedgerJson() {}

    public static String of(LedgerVerdict verdict) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("proved", verdict.isProved());
        json.put("whole", verdict.isWhole());
        json.setAll((ObjectNode) MAPPER.valueToTree(verdict));
        return MAPPER.writeValueAsString(json);
    }
}
