package dev.gatehouse.gateway.config;

import dev.gatehouse.telemetry.publish.ClientPropertyCheck;
import dev.gatehouse.telemetry.publish.PropertiesFile;
import dev.gatehouse.telemetry.publish.PropertyProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads how Kafka's clients get in: {@code properties}, and {@code properties-file} in the form of Kafka's own tools.
 * What is written in YAML goes before what is in the file.
 *
 * <p>A value in YAML may stand in a file of its own, {@code {file: PATH}}, as secrets do that are mounted. No value is
 * shown in a problem.
 */
final class ClientPropertiesReader {
    private static final Set<String> PATHS = Set.of("ssl.truststore.location", "ssl.keystore.location");
    private static final Pattern NAME =
            Pattern.compile("[a-z][a-z_-]{0,30}|[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+");

    private final Map<String, String> properties = new HashMap<>();
    private final Set<String> known = new TreeSet<>(ClientPropertyCheck.names());
    private Optional<Value> file = Optional.empty();
    private Optional<Section> written = Optional.empty();
    private boolean isComplete = true;

    private ClientPropertiesReader() {}

    static Map<String, String> read(Optional<Section> kafka) {
        return kafka.map(section -> new ClientPropertiesReader().read(section)).orElse(Map.of());
    }

    private Map<String, String> read(Section kafka) {
        file = kafka.get("properties-file");
        file.ifPresent(this::readFile);
        kafka.get("properties").ifPresent(this::readWritten);
        new TreeSet<>(properties.keySet()).forEach(this::warnOfUnknown);
        // What could not be read has been reported, and must not be missed once more.
        (isComplete ? ClientPropertyCheck.of(properties) : ClientPropertyCheck.ofSome(properties))
                .forEach(this::report);
        return properties;
    }

    private void readFile(Value value) {
        Optional<Path> path = value.path("properties-file");
        isComplete &= path.isPresent();
        path.ifPresent(present -> {
            try {
                properties.putAll(PropertiesFile.read(present));
            } catch (IOException e) {
                isComplete = false;
                value.error("`properties-file`: " + e.getMessage(), "");
            }
        });
    }

    private void readWritten(Value value) {
        value.conceal();
        written = value.mapping("properties");
        isComplete &= written.isPresent();
        written.ifPresent(section -> section.entries().forEach((key, item) -> {
            Optional<String> text = valueOf(key, item);
            isComplete &= text.isPresent();
            text.ifPresent(present -> properties.put(key, present));
        }));
    }

    private static Optional<String> valueOf(String key, Value item) {
        return PATHS.contains(key) && !item.isMapping()
                ? item.path(key).map(Path::toString)
                : SecretText.read(key, item);
    }

    private void warnOfUnknown(String name) {
        if (ClientPropertyCheck.isKnown(name)) {
            return;
        }
        if (!isWritten(name) && !NAME.matcher(name).matches()) {
            // Its own words may be a secret: a line of a private key, say.
            file.ifPresent(value -> value.warning(
                    "`properties-file`: a line begins with no name of a property",
                    "where a value goes on in the next line, the line before ends with `\\`"));
            return;
        }
        String help = Suggestion.nearest(name, known)
                .map(meant -> "did you mean `" + meant + "`?")
                .orElse("it is passed on all the same: a login module may look for it");
        report(new PropertyProblem(name, "no client of Kafka knows a property `" + name + "`", help, false));
    }

    private boolean isWritten(String name) {
        return written.flatMap(section -> section.get(name)).isPresent();
    }

    private void report(PropertyProblem problem) {
        Optional<Section> section = written.filter(present -> isWritten(problem.property()));
        if (section.isPresent() && problem.isError()) {
            section.get().errorAtKey(problem.property(), problem.message(), problem.help());
        } else if (section.isPresent()) {
            section.get().warnAtKey(problem.property(), problem.message(), problem.help());
        } else if (problem.isError()) {
            file.ifPresent(value -> value.error("`properties-file`: " + problem.message(), problem.help()));
        } else {
            file.ifPresent(value -> value.warning("`properties-file`: " + problem.message(), problem.help()));
        }
    }
}
