package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;

/** One line of a rule's {@code when}: an attribute, and what it must be. */
public record Requirement(Attribute attribute, Condition condition) {

    public boolean isMetBy(Attributes attributes) {
        return attribute.satisfies(condition, attributes);
    }

    /** What is so when the requirement is met. */
    public String demand() {
        return attribute.shown() + " " + condition.demand();
    }

    /** What is so when the requirement is not met. The value itself is not told: it may be a secret. */
    String failure(Attributes attributes) {
        return attribute.shown() + " " + (attribute.isAbsent(attributes) ? "is absent" : condition.failure());
    }
}
