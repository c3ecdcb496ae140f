package dev.gatehouse.gateway.filters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cloud.gateway.support.NameUtils;
import org.springframework.util.StringUtils;

/**
 * One predicate or filter of a route as it was written: a name and its arguments, in order.
 *
 * <p>The arguments of a shortcut have no names yet; they stand under generated ones, which Spring Cloud
 * Gateway's factories understand. A list or an object of the long form is flattened, as in {@code patterns[0]}
 * and {@code backoff.factor}.
 */
public record Definition(String name, Map<String, String> arguments) {

    public Definition {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Reads {@code StripPrefix=1}, or {@code PreserveHostHeader}, or {@code Query=colour, gr.y}. */
    public static Definition ofShortcut(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            return new Definition(text.trim(), Map.of());
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String value : StringUtils.tokenizeToStringArray(text.substring(equals + 1), ",")) {
            arguments.put(NameUtils.generateName(arguments.size()), value);
        }
        return new Definition(text.substring(0, equals).trim(), arguments);
    }

    /** Whether the arguments came without names. */
    public boolean isShortcut() {
        return arguments.keySet().stream().allMatch(key -> key.startsWith(NameUtils.GENERATED_NAME_PREFIX));
    }
}
