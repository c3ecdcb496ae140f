package dev.gatehouse.policy.path;

/** The requests a rule or a gate speaks of: a method, or {@code *} for all of them, and a template. */
public record RequestPattern(String method, PathTemplate template) {

    public static final String ANY_METHOD = "*";

    public boolean matches(String requestMethod, CanonicalPath path) {
        return matchesMethod(requestMethod) && template.matches(path);
    }

    public boolean matchesMethod(String requestMethod) {
        return method.equals(ANY_METHOD) || method.equals(requestMethod);
    }

    /** Whether some request matches this pattern and the other. */
    public boolean overlaps(RequestPattern other) {
        return (method.equals(other.method) || method.equals(ANY_METHOD) || other.method.equals(ANY_METHOD))
                && template.overlaps(other.template);
    }

    /** As the operator writes it. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
