package dev.gatehouse.gateway.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in {@code ${NAME}} and {@code ${NAME:default}}; a name that is not set and has no default is an error. */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Optional<String> named(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    Optional<String> fill(String written, Value where) {
        if (!written.contains("${")) {
            return Optional.of(written);
        }
        boolean complete = true;
        StringBuilder filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(written);
        int end = 0;
        while (matcher.find()) {
            complete &= isPlain(written.substring(end, matcher.start()), where);
            end = matcher.end();
            String value = environment.get(matcher.group(1));
            if (value == null) {
                value = matcher.group(2);
            }
            if (value == null) {
                where.error(
                        "variable `" + matcher.group(1) + "` is not set",
                        "set it, or give a default: `${" + matcher.group(1) + ":…}`");
                complete = false;
                value = "";
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        complete &= isPlain(written.substring(end), where);
        return complete ? Optional.of(filled.toString()) : Optional.empty();
    }

    private static boolean isPlain(String text, Value where) {
        if (!text.contains("${")) {
            return true;
        }
        where.error("`${` begins a variable, and no name or no `}` follows", "write `${NAME}` or `${NAME:default}`");
        return false;
    }
}
