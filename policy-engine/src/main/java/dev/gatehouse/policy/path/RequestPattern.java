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

    /** As the operator writes it. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
