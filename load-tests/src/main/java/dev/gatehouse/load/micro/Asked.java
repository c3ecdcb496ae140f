package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.LargePolicy;
import dev.gatehouse.load.policies.PolicyPlan;
import dev.gatehouse.load.policies.SampleCall;
import dev.gatehouse.load.policies.SampleCalls;
import dev.gatehouse.load.policies.Tested;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.util.ArrayList;
import java.util.List;

/** A policy and calls of one kind, on which the compiled engine and the one that asks each rule agree. */
final class Asked {
    /** A power of two; few enough to stay in the caches next to the engine, too many to be guessed. */
    static final int CALLS = 64;

    private static final int TRIES = 20_000;
    private static final int MOST_POLICIES = 200;
    private static final long SEED = 7;

    private final CompiledPolicy policy;
    private final AccessRequest[] requests;

    private Asked(CompiledPolicy policy, List<AccessRequest> requests) {
        this.policy = policy;
        this.requests = requests.toArray(AccessRequest[]::new);
    }

    /**
     * Calls of this kind, different as far as the policy has so many; repeated up to {@link #CALLS}. A policy of a
     * few rules may have none of a kind: then it is the next one of the same size.
     */
    static Asked of(PolicyPlan plan, Question question) {
        for (int i = 0; i < MOST_POLICIES; i++) {
            PolicySource source = LargePolicy.of(
                    new PolicyPlan(plan.rules(), plan.identities(), plan.services(), plan.seed() + i, 0));
            CompiledPolicy policy =
                    PolicyCompiler.compile(source, Tested.MOMENT).compiled().orElseThrow();
            List<AccessRequest> found = find(source, policy, question);
            if (!found.isEmpty()) {
                for (int next = 0; found.size() < CALLS; next++) {
                    found.add(found.get(next));
                }
                return new Asked(policy, found);
            }
        }
        throw new IllegalStateException("no call of " + plan + " is of the kind " + question);
    }

    private static List<AccessRequest> find(PolicySource source, CompiledPolicy policy, Question question) {
        PolicyEngine naive = policy.ruleByRule();
        SampleCalls calls = new SampleCalls(source, SEED);
        List<AccessRequest> found = new ArrayList<>();
        for (int i = 0; i < TRIES && found.size() < CALLS; i++) {
            SampleCall call = calls.next(1).get(0);
            AccessRequest request = call.toRequest(policy, Tested.MOMENT);
            Decision right = naive.decide(request);
            if (question.fits(call, right)) {
                require(right, policy.engine().decide(request), request);
                found.add(request);
            }
        }
        return found;
    }

    private static void require(Decision right, Decision compiled, AccessRequest request) {
        boolean isSame = right.kind().equals(compiled.kind())
                && right.rule().equals(compiled.rule())
                && right.isEnforced() == compiled.isEnforced()
                && right.explain(request).equals(compiled.explain(request));
        if (!isSame) {
            throw new IllegalStateException(
                    "about " + request + " one says " + right.explain(request) + ", one " + compiled.explain(request));
        }
    }

    CompiledPolicy policy() {
        return policy;
    }

    AccessRequest[] requests() {
        return requests.clone();
    }
}
