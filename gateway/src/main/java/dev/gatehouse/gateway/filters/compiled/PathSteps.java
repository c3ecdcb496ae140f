package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.Outgoing;
import dev.gatehouse.ingress.forward.RequestStep;
import java.util.Map;

/** {@code StripPrefix}, {@code PrefixPath}, {@code RewritePath} and {@code SetPath}. */
final class PathSteps {
    private PathSteps() {}

    /** Leaves out the first segments; what is left still begins with a slash. */
    static RequestStep stripPrefix(int parts) {
        return request -> {
            String path = request.path();
            int start = 0;
            for (int i = 0; i < parts && start >= 0; i++) {
                start = path.indexOf('/', start + 1);
            }
            // A slash at the very end is no segment.
            request.path(start < 0 || start == path.length() - 1 ? "/" : path.substring(start));
        };
    }

    static RequestStep prefix(PathTemplateText prefix) {
        return request -> change(request, prefix.expand(variables(request, prefix)) + request.path());
    }

    static RequestStep set(PathTemplateText template) {
        return request -> change(request, template.expand(variables(request, template)));
    }

    static RequestStep rewrite(BoundedPattern pattern, String replacement) {
        return request -> change(request, pattern.replaceAll(request.path(), replacement));
    }

    private static Map<String, String> variables(Outgoing request, PathTemplateText text) {
        return text.isConstant() ? Map.of() : request.variables();
    }

    /** What stands behind a question mark becomes the beginning of the query, as an address is read. */
    private static void change(Outgoing request, String changed) {
        int question = changed.indexOf('?');
        String path = question < 0 ? changed : changed.substring(0, question);
        check(path);
        request.path(path);
        if (question >= 0) {
            String more = changed.substring(question + 1);
            check('/' + more);
            request.query(request.query().isEmpty() ? more : more + '?' + request.query());
        }
    }

    private static void check(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            throw new IllegalStateException("a filter made a path that does not begin with a slash");
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}#[]".indexOf(c) >= 0) {
                throw new IllegalStateException("a filter made a path that is none");
            }
        }
    }
}
