package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.tests.PolicyTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds rules that are sound in themselves against what their operator promised of them. */
record Promises(boolean areTestsRun) {

    /** Every promise that the policy breaks as of this moment. */
    List<PolicyProblem> brokenBy(CompiledPolicy policy, Instant now) {
        List<PolicyProblem> broken = new ArrayList<>();
        if (areTestsRun) {
            broken.addAll(PolicyTests.run(policy, now).problems());
        }
        broken.addAll(dev.gatehouse.policy.analysis.reach.Promises.check(policy, now));
        return broken;
    }
}
