package dev.gatehouse.load.policies;

import java.util.Collection;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mapping on one line of YAML. */
final class Flow {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");

    private final StringJoiner entries = new StringJoiner(", ", "{ ", " }");

    Flow put(String key, @Nullable String value) {
        return value == null ? this : putRaw(key, text(value));
    }

    /** Left out when there are none. */
    Flow put(String key, Collection<String> values) {
        return values.isEmpty() ? this : putRaw(key, list(values));
    }

    Flow put(String key, Flow value) {
        return putRaw(key, value.toString());
    }

    private Flow putRaw(String key, String value) {
        entries.add(text(key) + ": " + value);
        return this;
    }

    static String list(Collection<String> values) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        values.forEach(value -> list.add(text(value)));
        return list.toString();
    }

    private static String text(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
