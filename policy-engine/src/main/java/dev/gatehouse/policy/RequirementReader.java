package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a rule's {@code when}, and refuses conditions that their attribute could never satisfy. */
final class RequirementReader {
    private final Problems problems;

    RequirementReader(Problems problems) {
        this.problems = problems;
    }

    List<Requirement> read(String path, String subject, Map<String, Condition> when) {
        List<Requirement> requirements = new ArrayList<>();
        when.forEach((key, condition) -> {
            String at = Problems.at(path, key);
            attribute(at, subject, key).ifPresent(attribute -> {
                checkFits(at, subject, attribute, condition);
                requirements.add(new Requirement(attribute, condition));
            });
        });
        return requirements;
    }

    private Optional<Attribute> attribute(String path, String subject, String key) {
        Optional<Attribute> known = Attribute.from(key);
        if (known.isEmpty()) {
            problems.error(
                    path,
                    subject + "unknown attribute `" + key + "`",
                    "attributes are `header.NAME`, `claim.NAME` and `client.address`");
        }
        return known;
    }

    private void checkFits(String path, String subject, Attribute attribute, Condition condition) {
        if (!attribute.canSatisfy(condition)) {
            problems.error(path, subject + attribute.shown() + " cannot be asked this", attribute.conditions());
        }
        if (condition.isNeverMet()) {
            problems.error(
                    path,
                    subject + "the condition on " + attribute.shown() + " compares with nothing",
                    "give it at least one value, and no empty one");
        }
    }
}
