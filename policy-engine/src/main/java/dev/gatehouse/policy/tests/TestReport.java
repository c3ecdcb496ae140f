package dev.gatehouse.policy.tests;

import dev.gatehouse.policy.PolicyProblem;
import java.util.List;

/** The outcome of every test, in the order of the writing, and the rules that decided none of them. */
public record TestReport(List<TestOutcome> outcomes, List<UntestedRule> untested) {

    public TestReport {
        outcomes = List.copyOf(outcomes);
        untested = List.copyOf(untested);
    }

    public List<TestOutcome> failed() {
        return outcomes.stream().filter(outcome -> !outcome.isPassed()).toList();
    }

    /** Each failed test as an error of the policy. */
    public List<PolicyProblem> problems() {
        return failed().stream().map(TestOutcome::problem).toList();
    }
}
