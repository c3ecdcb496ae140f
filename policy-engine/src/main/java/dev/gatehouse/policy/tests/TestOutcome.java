package dev.gatehouse.policy.tests;

import dev.gatehouse.policy.Expectation;
import dev.gatehouse.policy.NearestMiss;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.RulesetTest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one test: what was decided about its call at this moment, by which rule (empty when none),
 * where that is written, and why. When judging itself failed, nothing was decided, and no expectation is met.
 *
 * <p>{@code miss} is what came nearest to letting a refused call pass; {@code nanos} is how long it took.
 */
public record TestOutcome(
        RulesetTest test,
        Instant at,
        boolean isJudged,
        boolean isAllowed,
        String rule,
        String position,
        String explanation,
        @Nullable NearestMiss miss,
        long nanos) {

    public boolean isPassed() {
        return isAsExpected() && test.isExplainedBy(explanation);
    }

    private boolean isAsExpected() {
        return isJudged && test.expect().isMetBy(isAllowed, rule);
    }

    /** What was decided, in the words of an expectation, as in {@code deny year-end-freeze}. */
    public String decided() {
        return isJudged ? Expectation.shown(isAllowed, rule) : "error";
    }

    public Optional<NearestMiss> nearest() {
        return Optional.ofNullable(miss);
    }

    /** What went otherwise than expected, in one clause; only for a test that failed. */
    public String failure() {
        return isAsExpected()
                ? "expected to hear `" + test.because() + "`, but it says: " + explanation
                : "expected `" + test.expect() + "`, but it is `" + decided() + "`: " + explanation;
    }

    /** A way out of the failure; only for a test that failed. */
    public String help() {
        if (isAsExpected()) {
            return "mend `because`, or the rules if this is not the reason you meant";
        }
        if (miss == null) {
            return rule.isEmpty() ? "change the rules, or expect `" + decided() + "`" : change(rule, position);
        }
        return explanation.equals(miss.explain())
                ? change(miss.rule(), miss.position())
                : miss.explain() + placed(miss.position());
    }

    private String change(String name, String where) {
        return "change `" + name + "`" + placed(where) + ", or expect `" + decided() + "`";
    }

    private static String placed(String where) {
        return where.isEmpty() ? "" : " (" + where + ")";
    }

    /** The failure as a problem of the policy, at what the test expected. */
    PolicyProblem problem() {
        String key = isAsExpected() ? ".because" : ".expect";
        return new PolicyProblem(
                test.source() + key,
                "test fails, `" + test.name() + "`: " + failure(),
                help(),
                PolicyProblem.Severity.ERROR);
    }
}
