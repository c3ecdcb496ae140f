package dev.gatehouse.telemetry.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Holds values against what Kafka's clients say about each property: a number, a word of some, a class that is there. */
final class PropertyValues {
    private static final List<ConfigDef> DEFINITIONS =
            List.of(ProducerConfig.configDef(), AdminClientConfig.configDef());

    private final Map<String, Object> parsed = new HashMap<>();
    private final List<PropertyProblem> problems = new ArrayList<>();

    void read(String name, String written) {
        for (ConfigDef definition : DEFINITIONS) {
            ConfigKey key = definition.configKeys().get(name);
            if (key != null) {
                read(key, written);
                return;
            }
        }
    }

    private void read(ConfigKey key, String written) {
        try {
            Object value = ConfigDef.parseType(key.name, written, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, value);
            }
            parsed.put(key.name, value);
        } catch (ConfigException e) {
            // Kafka's own message repeats the value.
            problems.add(PropertyProblem.error(key.name, "`" + key.name + "` must be " + kind(key), taken(key)));
        }
    }

    private static String kind(ConfigKey key) {
        return switch (key.type) {
            case BOOLEAN -> "`true` or `false`";
            case SHORT, INT, LONG -> "a whole number";
            case DOUBLE -> "a number";
            case CLASS -> "the name of a class that is there";
            case STRING, LIST, PASSWORD -> "a value that Kafka knows";
        };
    }

    private static String taken(ConfigKey key) {
        String range = key.validator == null ? "" : key.validator.toString();
        // A validator without words of its own prints as an object.
        return range.isEmpty() || range.contains("@") || range.contains("$") ? "" : "Kafka takes " + range;
    }

    Optional<Object> get(String name) {
        return Optional.ofNullable(parsed.get(name));
    }

    long number(String name, long otherwise) {
        return parsed.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Those of these names that could be read, as Kafka's own classes take them. */
    Map<String, Object> only(Predicate<String> names) {
        Map<String, Object> some = new HashMap<>(parsed);
        some.keySet().removeIf(names.negate());
        return some;
    }

    List<PropertyProblem> problems() {
        return problems;
    }
}
