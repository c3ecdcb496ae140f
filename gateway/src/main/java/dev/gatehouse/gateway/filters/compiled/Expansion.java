package dev.gatehouse.gateway.filters.compiled;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** A text of a filter in which {@code {name}} stands for a variable of the route's patterns. */
final class Expansion {
    private final String written;
    private final boolean isConstant;
    private final UriComponents template;

    Expansion(String written) {
        this.written = written;
        isConstant = written.indexOf('{') < 0;
        template = UriComponentsBuilder.fromPath(isConstant ? "" : written).build();
    }

    /** Throws when a variable is not there. */
    String with(Supplier<Map<String, String>> variables) {
        if (isConstant) {
            return written;
        }
        String expanded = template.expand(variables.get()).getPath();
        return expanded == null ? "" : expanded;
    }
}
