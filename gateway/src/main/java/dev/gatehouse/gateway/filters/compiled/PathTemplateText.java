package dev.gatehouse.gateway.filters.compiled;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriTemplate;

/** A path of a filter in which {@code {name}} stands for a variable, which is escaped where it must be. */
final class PathTemplateText {
    private final UriTemplate template;
    private final @Nullable String constant;

    PathTemplateText(String written) {
        template = new UriTemplate(written);
        constant = written.indexOf('{') < 0 ? expand(Map.of()) : null;
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Throws when a variable is not there. */
    String expand(Map<String, String> variables) {
        String known = constant;
        return known == null ? template.expand(variables).getRawPath() : known;
    }
}
