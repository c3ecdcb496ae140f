package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.LargePolicy;
import dev.gatehouse.load.policies.PolicyPlan;
import dev.gatehouse.load.policies.SampleCalls;
import dev.gatehouse.load.policies.Tested;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.lang.ref.Reference;

/**
 * What a compiled policy holds in memory beyond its written form: the heap in use after a collection, with it and
 * without.
 *
 * @param fresh bytes before the first call
 * @param asked bytes after many calls of all kinds
 */
record Retained(long fresh, long asked) {
    private static final int CALLS = 100_000;
    private static final int COLLECTIONS = 4;

    static Retained of(PolicyPlan plan) {
        PolicySource source = LargePolicy.of(plan);
        long before = used();
        CompiledPolicy policy =
                PolicyCompiler.compile(source, Tested.MOMENT).compiled().orElseThrow();
        long fresh = used() - before;
        SampleCalls calls = new SampleCalls(source, 1);
        long withCalls = used();
        for (int i = 0; i < CALLS; i++) {
            policy.engine().decide(calls.next(1).get(0).toRequest(policy, Tested.MOMENT));
        }
        long grown = used() - withCalls;
        Reference.reachabilityFence(calls);
        Reference.reachabilityFence(policy);
        return new Retained(fresh, fresh + grown);
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
