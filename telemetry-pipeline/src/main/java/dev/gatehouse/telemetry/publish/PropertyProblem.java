package dev.gatehouse.telemetry.publish;

/**
 * Something about a client property that cannot stand, or (no error) is surely not meant.
 *
 * <p>It names the property and never tells its value, which may be a secret.
 *
 * @param property the property to blame, one of those that were given
 * @param message in one clause
 * @param help a way out
 * @param isError whether a gateway must not start with it
 */
public record PropertyProblem(String property, String message, String help, boolean isError) {
    static PropertyProblem error(String property, String message, String help) {
        return new PropertyProblem(property, message, help, true);
    }

    static PropertyProblem warning(String property, String message, String help) {
        return new PropertyProblem(property, message, help, false);
    }
}
