package dev.gatehouse.gateway.config;

/**
 * Something in the operator's files that cannot stand, or (a warning) is surely not meant.
 *
 * <p>{@code line} and {@code column} count from 1; line 0 means the file as a whole. {@code source} is the
 * offending line as it was written, {@code length} how much of it to underline, {@code help} a way out or
 * empty.
 */
public record Problem(
        String file, int line, int column, int length, String source, String message, String help, Severity severity) {

    /** Whether the configuration may be served all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static Problem ofFile(String file, String message, String help) {
        return new Problem(file, 0, 0, 0, "", message, help, Severity.ERROR);
    }

    Problem withSource(String line) {
        return new Problem(file, this.line, column, length, line, message, help, severity);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
