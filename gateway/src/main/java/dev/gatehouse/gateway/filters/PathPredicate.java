package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.PathForm;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.TemplateSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * {@code Path}: the canonical path fits one of several patterns.
 *
 * <p>A pattern is read as a {@link PathTemplate} when it can be, so that routes and rules understand paths
 * alike; what only Spring can read ({@code /a/{name:[a-z]+}}, {@code *.html}) is left to Spring.
 */
final class PathPredicate implements RoutePredicate, VariableSource {
    private final List<String> written;
    private final List<Pattern> patterns;

    private PathPredicate(List<String> written, List<Pattern> patterns) {
        this.written = List.copyOf(written);
        this.patterns = List.copyOf(patterns);
    }

    /** Throws {@code PatternParseException} when neither grammar fits. */
    static PathPredicate of(List<String> written) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : written) {
            patterns.add(read(text.startsWith("/") ? text : "/" + text));
        }
        return new PathPredicate(written, patterns);
    }

    private static Pattern read(String text) {
        // Spring hands `{*rest}` out with its leading slash, which filters rely on.
        if (!text.contains("{*")) {
            PathTemplate template = PathTemplate.from(text).template().orElse(null);
            if (template != null) {
                return new Template(template);
            }
        }
        return new SpringPattern(PathPatternParser.defaultInstance.parse(text));
    }

    @Override
    public boolean test(RequestHead head) {
        for (Pattern pattern : patterns) {
            if (pattern.matches(head.path())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<String, String> variables(RequestHead head) {
        for (Pattern pattern : patterns) {
            if (pattern.matches(head.path())) {
                return pattern.variables(head.path());
            }
        }
        return Map.of();
    }

    /** The patterns as they were written, which is what telemetry calls the path. */
    String template() {
        return String.join(",", written);
    }

    /** The patterns as templates; empty when only Spring can read one of them. */
    Optional<List<PathTemplate>> templates() {
        List<PathTemplate> templates = new ArrayList<>();
        for (String text : written) {
            String rooted = text.startsWith("/") ? text : "/" + text;
            PathTemplate.from(rooted).template().ifPresent(templates::add);
        }
        return templates.size() == written.size() ? Optional.of(templates) : Optional.empty();
    }

    @Override
    public Optional<List<PathForm>> paths() {
        return Optional.of(patterns.stream().map(Pattern::form).toList());
    }

    @Override
    public boolean mayFail() {
        return patterns.stream().anyMatch(Pattern::mayFail);
    }

    @Override
    public Set<String> looksAt() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "Path=" + template();
    }

    private sealed interface Pattern permits Template, SpringPattern {
        boolean matches(CanonicalPath path);

        Map<String, String> variables(CanonicalPath path);

        PathForm form();

        boolean mayFail();
    }

    private record Template(PathTemplate template) implements Pattern {
        @Override
        public boolean matches(CanonicalPath path) {
            return template.matches(path);
        }

        @Override
        public Map<String, String> variables(CanonicalPath path) {
            Map<String, String> decoded = new HashMap<>();
            template.variables(path)
                    .forEach((name, value) -> decoded.put(name, StringUtils.uriDecode(value, StandardCharsets.UTF_8)));
            return decoded;
        }

        @Override
        public PathForm form() {
            return PathForm.of(template);
        }

        @Override
        public boolean mayFail() {
            return false;
        }
    }

    private record SpringPattern(PathPattern pattern) implements Pattern {
        // Spring decodes a path before it compares, and takes the pattern as it stands. Of these characters both
        // readers make the same.
        private static final java.util.regex.Pattern READ_ALIKE =
                java.util.regex.Pattern.compile("[A-Za-z0-9._~!$&'()+,=:@-]+|\\{[A-Za-z_][A-Za-z0-9_]*}");

        @Override
        public boolean matches(CanonicalPath path) {
            return pattern.matches(PathContainer.parsePath(path.value()));
        }

        @Override
        public Map<String, String> variables(CanonicalPath path) {
            PathMatchInfo match = pattern.matchAndExtract(PathContainer.parsePath(path.value()));
            return match == null ? Map.of() : match.getUriVariables();
        }

        /** The segments up to the first that Spring reads in its own way. */
        @Override
        public PathForm form() {
            List<TemplateSegment> leading = new ArrayList<>();
            for (String segment : pattern.getPatternString().substring(1).split("/", -1)) {
                if (!READ_ALIKE.matcher(segment).matches()) {
                    break;
                }
                leading.add(TemplateSegment.of(segment));
            }
            return new PathForm(leading, true);
        }

        /** An expression of the operator's is run by Java as it is. */
        @Override
        public boolean mayFail() {
            return pattern.getPatternString().indexOf(':') >= 0;
        }
    }
}
