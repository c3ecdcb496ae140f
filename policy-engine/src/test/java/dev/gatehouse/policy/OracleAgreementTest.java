package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the compiled engine against the one that asks rule by rule, in everything that a decision tells.
 *
 * <p>Ten million calls; {@code -Dgatehouse.oracle.decisions=200000000} judges more of them, and
 * {@code -Dgatehouse.oracle.seed=7} others.
 */
class OracleAgreementTest {
    private static final long DECISIONS = Long.getLong("gatehouse.oracle.decisions", 10_000_000);
    private static final long SEED = Long.getLong("gatehouse.oracle.seed", 20261123);
    private static final int CALLS = 10_000;
    private static final int EXPLAINED = 4;

    private final Map<String, Integer> kinds = new HashMap<>();
    private long judged;
    private long explained;

    @Test
    void theCompiledEngineSaysInEveryFieldWhatTheRulesSay() {
        for (long n = 0; judged < DECISIONS; n++) {
            CompiledPolicy policy = new TangledPolicies(SEED + n).next();
            PolicyEngine oracle = policy.ruleByRule();
            TangledCalls calls = new TangledCalls(SEED - n, policy);
            for (int k = 0; k < CALLS; k++) {
                AccessRequest call = calls.next();
                Decision said = policy.engine().decide(call);
                Decision expected = oracle.decide(call);
                boolean same = k % EXPLAINED == 0 ? agreeInAll(expected, said, call) : agree(expected, said);
                if (!same) {
                    fail("seed %d, call %s: expected %s, but was %s", SEED + n, call, expected, said);
                }
                kinds.merge(said.kind(), 1, Integer::sum);
                judged++;
            }
        }
        assertThat(judged).isGreaterThanOrEqualTo(DECISIONS);
        assertThat(explained).isGreaterThan(DECISIONS / 8);
        assertThat(kinds)
                .containsOnlyKeys("allow", "deny-rule", "lattice", "not-allowed", "error")
                .allSatisfy((kind, count) -> assertThat(count).isGreaterThan((int) (DECISIONS / 2_000)));
    }

    private static boolean agree(Decision expected, Decision said) {
        boolean sameRule = !(expected instanceof Allowed || expected instanceof DeniedByRule) || expected.equals(said);
        return sameRule
                && expected.kind().equals(said.kind())
                && expected.isAllowed() == said.isAllowed()
                && expected.isEnforced() == said.isEnforced()
                && expected.rule().equals(said.rule())
                && expected.position().equals(said.position());
    }

    private boolean agreeInAll(Decision expected, Decision said, AccessRequest call) {
        if (!(call.attributes() instanceof TangledCalls.Unreadable) && !expected.isAllowed()) {
            explained++;
            return agree(expected, said)
                    && expected.explain(call).equals(said.explain(call))
                    && expected.nearest(call).equals(said.nearest(call));
        }
        return agree(expected, said);
    }
}
