package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Paths that a stranger makes up to keep an event loop busy. */
class HostilePathTest {
    private static final int RULES = 30;
    private static final CompiledPolicy POLICY = ShopPolicy.withoutRules()
            .with(protect(
                    "checkout",
                    IntStream.range(0, RULES)
                            .mapToObj(n -> rule("crossing-" + n, "any", "GET /**/x" + n + "/**/q" + n))
                            .toList()))
            .compiled();

    @Test
    void aPathThatCrossesTheTemplatesThousandsOfTimesIsRefused() {
        Decision decision = POLICY.engine().decide(call(longest()));

        assertThat(decision.kind()).isEqualTo("error");
        assertThat(decision.letsThrough()).isFalse();
        assertThat(decision.isJudged()).isFalse();
        assertThat(decision.explain(call(longest()))).contains("crosses the templates in more than");
    }

    @Test
    void othersAreAnsweredAsBeforeBySomeRuleOrNone() {
        POLICY.engine().decide(call(longest()));

        for (int n = 0; n < RULES; n++) {
            AccessRequest deep = call("/a".repeat(200) + "/x" + n + "/b/q" + n);
            AccessRequest other = call("/x" + n + "/q" + (n + 1));
            assertThat(POLICY.engine().decide(deep).rule()).isEqualTo("crossing-" + n);
            assertThat(POLICY.engine().decide(other).kind()).isEqualTo("not-allowed");
        }
    }

    @Test
    void aLongPathThroughFewTemplatesIsJudgedAndExplained() {
        CompiledPolicy policy = ShopPolicy.withoutRules()
                .with(protect("checkout", List.of(rule("ends", "any", "GET /**/a/**/b/**/z"))))
                .compiled();
        AccessRequest call = ShopPolicy.call(policy, "checkout", "checkout", "GET " + "/a/b".repeat(2_000));

        Decision decision = policy.engine().decide(call);

        assertThat(decision.kind()).isEqualTo("not-allowed");
        assertThat(decision.explain(call)).contains("`ends` allows any to GET /**/a/**/b/**/z");
        assertThat(decision.nearest(call)).isPresent();
    }

    private static AccessRequest call(String path) {
        return ShopPolicy.call(POLICY, "checkout", "checkout", "GET " + path);
    }

    private static String longest() {
        return IntStream.range(0, 2_000).mapToObj(n -> "/x" + n % RULES).collect(Collectors.joining());
    }
}
