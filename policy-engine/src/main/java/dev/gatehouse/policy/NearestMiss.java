package dev.gatehouse.policy;

/**
 * What would have let a refused call pass, and the one condition that it failed.
 *
 * <p>{@code rule} is the name of an allow rule, or {@code gate FROM to TO}, and {@code position} is where it is
 * written; {@code allows} is whom it lets
 * do what; {@code condition} is the first condition that failed, as in "header `x-tenant` is absent".
 */
public record NearestMiss(String rule, String position, String allows, String condition) {

    /** One clause for the operator. */
    public String explain() {
        return "`" + rule + "` allows " + allows + ", but " + condition;
    }
}
