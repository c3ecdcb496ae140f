package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Holds rulesets that are too large or too tangled for the tables against the rules asked one by one. */
class LargePolicyTest {
    private static final int RULES = 120;
    private static final int CALLS = 4_000;
    private static final List<String> CALLERS = List.of("web", "checkout", "auditor", "staff");

    private final Random random = new Random(20261123);

    @Test
    void pathsThatCrossInMoreWaysThanAreKeptAreJudgedAllTheSame() {
        assertAgrees(crossing(), crossingCalls());
    }

    @Test
    void threadsThatMeetAColdEngineGetTheSameAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int n = 0; n < 20; n++) {
                CompiledPolicy policy = new TangledPolicies(n).next();
                TangledCalls random = new TangledCalls(n, policy);
                List<AccessRequest> calls = new ArrayList<>();
                for (int k = 0; k < CALLS; k++) {
                    calls.add(random.next());
                }
                Callable<List<String>> judge = () -> answers(policy.engine(), calls);
                List<Future<List<String>>> answers = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    answers.add(threads.submit(judge));
                }
                List<String> expected = answers(policy.ruleByRule(), calls);
                for (Future<List<String>> answer : answers) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> answers(PolicyEngine engine, List<AccessRequest> calls) {
        List<String> answers = new ArrayList<>();
        for (AccessRequest call : calls) {
            Decision decision = engine.decide(call);
            boolean readable = !(call.attributes() instanceof TangledCalls.Unreadable);
            answers.add(decision.kind() + " " + (readable ? decision.explain(call) : decision.rule()));
        }
        return answers;
    }

    private static void assertAgrees(CompiledPolicy policy, List<String> requests) {
        List<AccessRequest> calls = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String caller = CALLERS.get(i % CALLERS.size());
            Attributes said = i % 3 == 0 ? Said.header("tenant", "t" + i % 50) : Attributes.none();
            calls.add(ShopPolicy.call(policy, caller, "web", requests.get(i)).with(said));
        }
        List<String> answers = answers(policy.engine(), calls);
        assertThat(answers).isEqualTo(answers(policy.ruleByRule(), calls));
        assertThat(answers).anyMatch(answer -> answer.startsWith("allow"));
        assertThat(answers).anyMatch(answer -> answer.startsWith("deny-rule"));
        assertThat(answers).anyMatch(answer -> answer.startsWith("not-allowed"));
    }

    /** Each rule for two words that may stand anywhere, so that every set of words seen is a state of its own. */
    private CompiledPolicy crossing() {
        List<RuleSource> allow = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            RuleSource rule = rule("r" + i, CALLERS.get(i % 3), "GET /**/p" + i + "/**/q" + i % 10);
            allow.add(i % 4 == 0 ? when(rule, "header.tenant", Condition.equalTo("t" + i % 50)) : rule);
        }
        return ShopPolicy.withoutRules()
                .with(protect("web", allow, rule("closed", "any", "GET /**/p1/**/p2/**")))
                .compiled();
    }

    private List<String> crossingCalls() {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            StringBuilder path = new StringBuilder();
            for (int k = 1 + random.nextInt(7); k > 0; k--) {
                path.append("/p").append(random.nextInt(random.nextBoolean() ? 4 : RULES));
            }
            String last = random.nextInt(3) == 0 ? "" : "/q" + random.nextInt(10);
            requests.add((random.nextInt(9) == 0 ? "POST " : "GET ") + path + last);
        }
        return requests;
    }
}
