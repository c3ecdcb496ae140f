package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a rule's {@code when}, and refuses conditions that their attribute could never satisfy. */
final class RequirementReader {
    private static final String HEADER = "header.";
    private static final String CLAIM = "claim.";
    private static final String CLIENT_ADDRESS = "client.address";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

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
        if (key.equals(CLIENT_ADDRESS)) {
            return Optional.of(new Attribute.ClientAddress());
        }
        if (key.startsWith(CLAIM) && key.length() > CLAIM.length()) {
            return Optional.of(new Attribute.Claim(key.substring(CLAIM.length())));
        }
        if (key.startsWith(HEADER)
                && HEADER_NAME.matcher(key.substring(HEADER.length())).matches()) {
            return Optional.of(
                    new Attribute.Header(key.substring(HEADER.length()).toLowerCase(Locale.ROOT)));
        }
        problems.error(
                path,
                subject + "unknown attribute `" + key + "`",
                "attributes are `header.NAME`, `claim.NAME` and `client.address`");
        return Optional.empty();
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
