package dev.gatehouse.ingress.route;

import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.TemplateSegment;
import java.util.List;

/**
 * What paths must look like for a predicate to say anything but no.
 *
 * <p>{@code leading} are their first segments, each a literal or a wildcard for one segment. When it {@code isOpen},
 * anything may follow, nothing included; else the path ends there. A form may take more paths than its predicate
 * does, never fewer.
 */
public record PathForm(List<TemplateSegment> leading, boolean isOpen) {

    public PathForm {
        leading = List.copyOf(leading);
        if (leading.stream().anyMatch(TemplateSegment::isMany)) {
            throw new IllegalArgumentException("any number of segments ends a form");
        }
    }

    /** Of the paths that a template matches; behind its first {@code **} anything may follow. */
    public static PathForm of(PathTemplate template) {
        List<TemplateSegment> parts = template.parts();
        int end = 0;
        while (end < parts.size() && !parts.get(end).isMany()) {
            end++;
        }
        return new PathForm(parts.subList(0, end), end < parts.size());
    }
}
