package dev.gatehouse.policy;

import java.util.regex.Pattern;

/**
 * Something in the written policy that cannot stand, or (a warning) is surely not meant.
 *
 * <p>{@code path} leads to the place, as in {@code rulesets[0].allow[1].from[0]} or
 * {@code identities.web.level}; a key with other characters than letters, digits, {@code -} and {@code _}
 * stands in brackets and quotes, as in {@code trust.domains["acme.example"].max-level}. {@code help} is a way
 * out, or empty.
 */
public record PolicyProblem(String path, String message, String help, Severity severity) {

    /** Whether the policy may be used all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** The path of a key inside a mapping. */
    public static String at(String path, String key) {
        return PLAIN_KEY.matcher(key).matches() ? path + "." + key : path + "[\"" + key + "\"]";
    }

    public static PolicyProblem warning(String path, String message, String help) {
        return new PolicyProblem(path, message, help, Severity.WARNING);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
