package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmDecisionTest {
    private static final int WARM_UP = 20_000;
    private static final int DECISIONS = 1_000_000;

    /** What the measuring itself may cost, over all decisions. */
    private static final long TOLERATED_BYTES = 100_000;

    private static final CompiledPolicy POLICY = ShopPolicy.withoutRules()
            .with(
                    protect(
                            "checkout",
                            List.of(
                                    rule("reads", "any", "GET /orders/{id}/lines"),
                                    when(rule("writes", "web", "POST /**"), "header.tenant", Condition.present()),
                                    when(rule("moves", "web", "PUT /**"), "header.tenant", Condition.notEqualTo("b")),
                                    when(
                                            rule("office", "any", "PATCH /**"),
                                            "client.address",
                                            Condition.within(List.of(
                                                    AddressPrefix.of(new byte[] {10, 0, 0, 0}, 8, "10.0.0.0/8"))))),
                            rule("closed", "any", "DELETE /**")),
                    protect("ledger", List.of(rule("entries", "any", "* /**"))))
            .compiled();

    @ParameterizedTest
    @CsvSource({
        "checkout, checkout, GET /orders/7/lines, , allow",
        "checkout, checkout, DELETE /orders/7, , deny-rule",
        "web, ledger, GET /entries, , lattice",
        "checkout, checkout, GET /orders, , not-allowed",
        "auditor, checkout, POST /orders, , not-allowed",
        "checkout, nobody, GET /, , not-allowed",
        "checkout, checkout, PATCH /orders, , not-allowed",
        "ledger, web, POST /orders, a, not-allowed"
    })
    void allocatesNothing(String caller, String service, String request, String tenant, String kind) {
        AccessRequest call = ShopPolicy.call(POLICY, caller, service, request)
                .with(tenant == null ? Attributes.none() : Said.header("tenant", tenant));

        assertThat(POLICY.engine().decide(call).kind()).isEqualTo(kind);
        assertThat(bytesOf(call)).isLessThan(TOLERATED_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /orders, a, allow",
        "POST /orders, , not-allowed",
        "PUT /orders, a, allow",
        "PUT /orders, b, not-allowed",
        "PUT /orders, , not-allowed"
    })
    void allocatesNothingForAConditionMetOrNot(String request, String tenant, String kind) {
        CompiledPolicy policy = ShopPolicy.withoutRules()
                .with(protect(
                        "web",
                        List.of(
                                when(rule("writes", "any", "POST /**"), "header.tenant", Condition.present()),
                                when(rule("moves", "any", "PUT /**"), "header.tenant", Condition.notEqualTo("b")))))
                .compiled();
        AccessRequest call = ShopPolicy.call(policy, "web", "web", request)
                .with(tenant == null ? Attributes.none() : Said.header("tenant", tenant));

        assertThat(policy.engine().decide(call).kind()).isEqualTo(kind);
        assertThat(bytesOf(policy, call)).isLessThan(TOLERATED_BYTES);
    }

    private static long bytesOf(AccessRequest call) {
        return bytesOf(POLICY, call);
    }

    private static long bytesOf(CompiledPolicy policy, AccessRequest call) {
        decide(policy, call, WARM_UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        int decided = decide(policy, call, DECISIONS);
        long bytes = threads.getThreadAllocatedBytes(self) - before;
        assertThat(decided).isEqualTo(DECISIONS);
        return bytes;
    }

    private static int decide(CompiledPolicy policy, AccessRequest call, int times) {
        int decided = 0;
        for (int i = 0; i < times; i++) {
            decided += policy.engine().decide(call).kind().isEmpty() ? 0 : 1;
        }
        return decided;
    }
}
