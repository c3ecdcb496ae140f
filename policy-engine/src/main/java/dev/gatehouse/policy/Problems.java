package dev.gatehouse.policy;

import dev.gatehouse.policy.PolicyProblem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Collects everything that is wrong with a policy, so that it can be told all at once. */
final class Problems {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final List<PolicyProblem> found = new ArrayList<>();

    void error(String path, String message, String help) {
        found.add(new PolicyProblem(path, message, help, Severity.ERROR));
    }

    void error(String path, String message) {
        error(path, message, "");
    }

    void warning(String path, String message, String help) {
        found.add(PolicyProblem.warning(path, message, help));
    }

    /** Reports a name that nobody defined; {@code kind} is one word, as in "level". */
    void unknown(String path, String subject, String kind, String written, Collection<String> defined) {
        error(path, subject + "unknown " + kind + " `" + written + "`", Suggestion.forName(written, kind, defined));
    }

    /** Reports a name that could not be told apart from the rest of a rule, or read in an event. */
    void checkName(String path, String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            error(path, kind + " has a bad name `" + name + "`", "use letters, digits, `.`, `_` and `-`");
        }
    }

    /** The path of a key inside a mapping. */
    static String at(String path, String key) {
        return PolicyProblem.at(path, key);
    }

    /** The path of an entry in a list. */
    static String at(String path, int index) {
        return path + "[" + index + "]";
    }

    boolean haveErrors() {
        return found.stream().anyMatch(PolicyProblem::isError);
    }

    List<PolicyProblem> all() {
        return List.copyOf(found);
    }
}
