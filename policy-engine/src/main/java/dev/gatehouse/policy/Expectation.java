package dev.gatehouse.policy;

/** What a test says must be decided: the answer, and the rule that gives it, empty when any will do. */
public record Expectation(boolean isAllowed, String rule) {

    /** Whether this answer, given by this rule, is the expected one. */
    public boolean isMetBy(boolean answer, String decider) {
        return answer == isAllowed && (rule.isEmpty() || rule.equals(decider));
    }

    /** As the operator writes it, as in {@code allow post-entries}. */
    @Override
    public String toString() {
        return shown(isAllowed, rule);
    }

    /** A decision in the same words. */
    public static String shown(boolean isAllowed, String rule) {
        String answer = isAllowed ? "allow" : "deny";
        return rule.isEmpty() ? answer : answer + " " + rule;
    }
}
