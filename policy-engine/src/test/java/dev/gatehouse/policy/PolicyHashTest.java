package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyHashTest {
    private static final ShopPolicy SHOP = ShopPolicy.withoutRules();
    private static final RuleSource READS = rule("reads", "any", "GET /**");

    @Test
    void aHashIs64HexDigits() {
        assertThat(hash(SHOP)).matches("[0-9a-f]{64}");
    }

    @Test
    void whatIsLeftOutHashesAsItsDefault() {
        assertThat(hash(SHOP.with(new RulesetSource("web", "enforce", List.of(READS), List.of()))))
                .isEqualTo(hash(SHOP.with(new RulesetSource("web", null, List.of(READS), List.of()))));
    }

    @Test
    void theOrderOfValuesAndTheCaseOfAHeaderDoNotMatter() {
        assertThat(hashWhen("header.X", Condition.oneOf(List.of("a", "b"))))
                .isEqualTo(hashWhen("header.x", Condition.oneOf(List.of("b", "a"))));
    }

    @Test
    void everyDifferenceThatMeansSomethingMakesAnotherHash() {
        List<String> hashes = List.of(
                hash(SHOP),
                hash(SHOP.with(ShopPolicy.CHECKOUT_TO_LEDGER)),
                hash(SHOP.with(protect("web", List.of(READS)))),
                hash(SHOP.with(protect("web", List.of(), READS))),
                hash(SHOP.with(ShopPolicy.audit("web", List.of(READS)))),
                hash(SHOP.with(protect("checkout", List.of(READS)))),
                hash(SHOP.with(protect("web", List.of(rule("reads", "web", "GET /**"))))),
                hash(SHOP.with(protect("web", List.of(rule("reads", "any", "GET /*"))))),
                hash(SHOP.with(protect("web", List.of(rule("reading", "any", "GET /**"))))),
                hash(SHOP.with(protect("web", List.of(ShopPolicy.during(READS, "2026-01-01/2027-01-01"))))),
                hashWhen("header.x", Condition.present()),
                hashWhen("claim.x", Condition.present()),
                hashWhen("claim.x", Condition.has("a")),
                hashWhen("claim.x", Condition.equalTo("a")),
                hashWhen("claim.x", Condition.notEqualTo("a")),
                hashWhen("claim.x", Condition.oneOf(List.of("a", "b"))),
                hashWhen("claim.x", Condition.oneOf(List.of("a b"))));

        Set<String> different = new HashSet<>(hashes);
        assertThat(different).hasSameSizeAs(hashes);
    }

    private static String hashWhen(String attribute, Condition condition) {
        return hash(SHOP.with(protect("web", List.of(when(READS, attribute, condition)))));
    }

    private static String hash(ShopPolicy policy) {
        return policy.compiled().engine().hash();
    }
}
