package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the tests of one ruleset expect: {@code allow} or {@code deny}, and perhaps one of its rules. */
final class ExpectationReader {
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    private final Set<String> allow;
    private final Set<String> deny;
    private final Problems problems;

    ExpectationReader(RulesetSource ruleset, Problems problems) {
        this.allow = names(ruleset.allow());
        this.deny = names(ruleset.deny());
        this.problems = problems;
    }

    private static Set<String> names(List<RuleSource> rules) {
        return rules.stream().map(RuleSource::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<Expectation> read(String path, String subject, String written) {
        String[] words = written.strip().split("\\s+", 2);
        boolean isAllowed = words[0].equals(ALLOW);
        if (!isAllowed && !words[0].equals(DENY)) {
            problems.error(
                    path,
                    subject + "cannot expect `" + written + "`",
                    "expect `allow` or `deny`, with the name of the rule behind it if that matters");
            return Optional.empty();
        }
        String rule = words.length == 1 ? "" : words[1];
        if (!rule.isEmpty()) {
            checkRule(path, subject, words[0], rule);
        }
        return Optional.of(new Expectation(isAllowed, rule));
    }

    private void checkRule(String path, String subject, String answer, String rule) {
        boolean isAllowed = answer.equals(ALLOW);
        Set<String> own = isAllowed ? allow : deny;
        Set<String> others = isAllowed ? deny : allow;
        if (!own.contains(rule) && others.contains(rule)) {
            String opposite = isAllowed ? DENY : ALLOW;
            problems.error(
                    path, subject + "rule `" + rule + "` never says `" + answer + "`", "expect `" + opposite + "`");
        } else if (!own.contains(rule)) {
            problems.error(
                    path, subject + "unknown rule `" + rule + "`", Suggestion.forName(rule, answer + " rule", own));
        }
    }
}
