package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.policy.Attribute;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code gateway.telemetry.record}: what events may tell of a request beside its shape.
 *
 * <p>Headers that carry a secret are refused: an event is read by more people than the request is.
 */
final class RecordingReader {
    private static final String PATH = "path";
    private static final String HELP = "write `path`, `header.NAME`, `claim.NAME` or `client.address`";
    private static final List<String> SHORT_NAMES = List.of(PATH, "client.address");
    private static final Set<String> SECRETS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-gatehouse-context");
    private static final int MOST = 16;
    private static final int LONGEST_NAME = 128;

    private RecordingReader() {}

    static Recording read(Value value) {
        List<Value> items = value.items("record");
        if (items.size() > MOST) {
            value.error("`record` names " + items.size() + " things", "name at most " + MOST + "; events grow by each");
            return Recording.nothing();
        }
        Set<String> seen = new HashSet<>();
        Set<Attribute> attributes = new LinkedHashSet<>();
        boolean path = false;
        for (Value item : items) {
            String text = item.text("record").orElse("");
            path |= text.equals(PATH);
            if (!text.isEmpty() && !seen.add(text)) {
                item.error("`" + text + "` is recorded twice", "name it once");
            } else if (!text.isEmpty() && !text.equals(PATH)) {
                attribute(text, item, attributes);
            }
        }
        return new Recording(path, List.copyOf(attributes));
    }

    private static void attribute(String text, Value item, Set<Attribute> attributes) {
        Attribute attribute =
                text.length() > LONGEST_NAME ? null : Attribute.from(text).orElse(null);
        if (attribute == null) {
            String help = Suggestion.nearest(text, SHORT_NAMES)
                    .map(name -> "did you mean `" + name + "`? ")
                    .orElse("");
            item.error("`" + text + "` is nothing that can be recorded", help + HELP);
        } else if (attribute instanceof Attribute.Header header && SECRETS.contains(header.name())) {
            item.error(
                    "header `" + header.name() + "` carries a secret and is not recorded",
                    "record a claim of the token instead, as in `claim.groups`");
        } else if (!attributes.add(attribute)) {
            item.error("`" + text + "` is recorded twice", "the names of headers have no upper and lower case");
        }
    }
}
