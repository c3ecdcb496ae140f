package dev.gatehouse.gateway.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the configuration: its keys, each once, and what stands behind them. */
final class Section {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    private static final int MOST_SLIPS = 2;

    private final Reading reading;
    private final String path;
    private final String what;
    private final Value self;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Problems.Place> keys = new LinkedHashMap<>();

    Section(Reading reading, SourceFile file, MappingNode mapping, String path, String what, Value self) {
        this.reading = reading;
        this.path = path;
        this.what = what;
        this.self = self;
        for (NodeTuple entry : mapping.getValue()) {
            add(file, entry.getKeyNode(), entry.getValueNode());
        }
    }

    private void add(SourceFile file, Node keyNode, Node valueNode) {
        Problems.Place place = Problems.Place.of(file, keyNode);
        if (!(keyNode instanceof ScalarNode scalar)) {
            reading.problems().error(place, what + ": a key must be a single word", "");
            return;
        }
        String key = scalar.getValue();
        if (!Value.isName(key)) {
            reading.problems().error(place, what + ": a key must be 1 to 128 visible characters", "");
        } else if (key.equals("<<")) {
            reading.problems().error(place, what + ": merge keys are not read", "write the keys out");
        } else if (keys.containsKey(key)) {
            int first = keys.get(key).line();
            reading.problems()
                    .error(place, what + ": key `" + key + "` stands twice", "the first one is in line " + first);
        } else {
            keys.put(key, place);
            values.put(key, new Value(reading, file, valueNode, join(path, key)));
        }
    }

    static String join(String path, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path + "[\"" + key + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Reports every key that is not one of these. */
    void allow(Collection<String> known) {
        keys.forEach((key, place) -> {
            if (!known.contains(key)) {
                reading.problems()
                        .error(place, what + ": unknown key `" + key + "`", Suggestion.of(key, known, "known keys"));
                Suggestion.nearest(key, known)
                        .ifPresent(meant -> reading.problems().excuse(join(path, meant)));
            }
        });
    }

    /** Reports keys that are nearly one of these, where other keys are the operator's own. */
    void suspect(Collection<String> known) {
        keys.forEach((key, place) -> {
            Optional<String> meant = known.contains(key)
                    ? Optional.empty()
                    : Suggestion.nearest(key, known).filter(name -> Suggestion.distance(key, name) <= MOST_SLIPS);
            meant.ifPresent(name -> {
                reading.problems()
                        .error(place, what + ": unknown key `" + key + "`", Suggestion.of(key, known, "known keys"));
                reading.problems().excuse(join(path, name));
            });
        });
    }

    /** Whether the key is probably there under a wrong name, which has been reported. */
    boolean isMisspelt(String key) {
        return reading.problems().isExcused(join(path, key));
    }

    /** Reports a key of the format that this version does not act on: it must not look as if it did. */
    void unavailable(String key, String help) {
        Problems.Place place = keys.get(key);
        if (place != null) {
            reading.problems().error(place, what + ": `" + key + "` is not available in this version", help);
        }
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that must be there; its absence is reported at the section itself. */
    Optional<Value> need(String key) {
        if (!values.containsKey(key) && !isMisspelt(key)) {
            self.error(what + ": `" + key + "` is missing", "");
            reading.problems().excuse(join(path, key));
        }
        return get(key);
    }

    Optional<String> text(String key) {
        return get(key).flatMap(value -> value.text(key));
    }

    Optional<String> needText(String key) {
        return need(key).flatMap(value -> value.text(key));
    }

    /** The keys in the order they were written. */
    Map<String, Value> entries() {
        return Collections.unmodifiableMap(values);
    }

    /** Lets problems that name a path of this section point at the key, which is what they are about. */
    Section pointAtKeys() {
        keys.forEach((key, place) -> reading.problems().pointAt(join(path, key), place));
        return this;
    }

    void errorAtKey(String key, String message, String help) {
        reading.problems().error(keys.getOrDefault(key, self.place()), message, help);
    }

    void warnAtKey(String key, String message, String help) {
        reading.problems().warning(keys.getOrDefault(key, self.place()), message, help);
    }

    Value self() {
        return self;
    }

    String what() {
        return what;
    }
}
