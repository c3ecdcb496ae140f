package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.List;
import java.util.stream.Collectors;

/** How much is known of a call's path. */
public sealed interface KnownPath {

    /** The path itself. */
    record Exactly(CanonicalPath path) implements KnownPath {
        @Override
        public String toString() {
            return path.value();
        }
    }

    /** No more than that one of these templates matches it. */
    record Within(List<PathTemplate> templates) implements KnownPath {
        public Within {
            if (templates.isEmpty()) {
                throw new IllegalArgumentException("no path is within no template");
            }
            templates = List.copyOf(templates);
        }

        @Override
        public String toString() {
            return templates.stream().map(PathTemplate::toString).collect(Collectors.joining("` or `"));
        }
    }
}
