package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestMissTest {
    private static final ShopPolicy SHOP = ShopPolicy.withoutRules();
    private static final RuleSource POST_ENTRIES = rule("post-entries", "checkout", "POST /entries");

    @Test
    void theNearestRuleSaysWhomItAllowsWhatAndWhichConditionFailed() {
        RuleSource withTenant = when(POST_ENTRIES, "header.x-tenant", Condition.present());

        assertThat(decide("checkout", "POST /entries", withTenant).explain())
                .isEqualTo("`post-entries` allows checkout to POST /entries, but header `x-tenant` is absent");
    }

    @Test
    void eachKindOfConditionSaysWhatIsSo() {
        assertThat(condition("web", "POST /entries", POST_ENTRIES))
                .isEqualTo("the caller is `web` at level `internal`");
        assertThat(condition("checkout", "GET /entries", POST_ENTRIES)).isEqualTo("the method is `GET`");
        assertThat(condition("checkout", "POST /x", POST_ENTRIES)).isEqualTo("the path is `/x`");
        assertThat(condition("checkout", "POST /entries", ShopPolicy.during(POST_ENTRIES, "2027-01-01/2027-02-01")))
                .isEqualTo("it is not within `2027-01-01T00:00:00Z/2027-02-01T00:00:00Z`");
    }

    @Test
    void theValueOfAHeaderIsNotTold() {
        RuleSource withKey = when(POST_ENTRIES, "header.x-key", Condition.equalTo("blue"));
        Judged decision = SHOP.with(protect("web", List.of(withKey)))
                .decide("checkout", "web", "POST /entries", Said.header("x-key", "secret"));

        assertThat(decision.explain())
                .endsWith("but header `x-key` is not `blue`")
                .doesNotContain("secret");
    }

    @Test
    void fewerFailedConditionsAreNearer() {
        RuleSource farther = rule("a-farther", "partner", "GET /entries");

        assertThat(nearest("web", "POST /entries", farther, POST_ENTRIES)).isEqualTo("post-entries");
    }

    @Test
    void amongEquallyManyTheOneThatFailedLaterIsNearer() {
        RuleSource failsByCaller = rule("a", "partner", "POST /entries");
        RuleSource failsByMethod = rule("b", "checkout", "GET /entries");
        RuleSource failsByPath = rule("c", "checkout", "POST /other");
        RuleSource failsByHeader = when(rule("d", "checkout", "POST /entries"), "header.x", Condition.present());

        assertThat(nearest("checkout", "POST /entries", failsByCaller, failsByMethod))
                .isEqualTo("b");
        assertThat(nearest("checkout", "POST /entries", failsByCaller, failsByMethod, failsByPath))
                .isEqualTo("c");
        assertThat(nearest("checkout", "POST /entries", failsByHeader, failsByPath, failsByMethod))
                .isEqualTo("d");
    }

    @Test
    void amongEqualsTheFirstByNameIsNearestHoweverTheyWereWritten() {
        RuleSource one = rule("one", "partner", "POST /entries");
        RuleSource two = rule("two", "partner", "POST /entries");

        assertThat(nearest("web", "POST /entries", one, two)).isEqualTo("one");
        assertThat(nearest("web", "POST /entries", two, one)).isEqualTo("one");
    }

    @Test
    void behindTheLatticeTheRuleThatWouldAllowIsNearest() {
        Judged decision = SHOP.with(protect("ledger", List.of(rule("reads", "any", "GET /**"))))
                .decide("web", "ledger", "GET /x");

        assertThat(decision.nearest())
                .contains(new NearestMiss(
                        "reads",
                        "",
                        "any to GET /**",
                        "`internal` may not call `restricted`, the least that `ledger` accepts"));
    }

    @Test
    void aGateForAnotherRequestIsNearerThanAnyRule() {
        Judged decision = SHOP.with(protect("ledger", List.of(rule("all", "any", "* /**"))))
                .with(ShopPolicy.CHECKOUT_TO_LEDGER)
                .decide("checkout", "ledger", "GET /ledger/entries");

        assertThat(decision.nearest().orElseThrow().explain())
                .isEqualTo("`gate checkout to ledger` allows checkout to POST /ledger/entries,"
                        + " but the method is `GET`");
    }

    @Test
    void withoutRulesNothingIsNear() {
        Judged decision = SHOP.decide("checkout", "web", "GET /");

        assertThat(decision.nearest()).isEmpty();
        assertThat(decision.explain()).isEqualTo("no rule allows a call to `web`");
    }

    private static String nearest(String caller, String request, RuleSource... rules) {
        return decide(caller, request, rules).nearest().orElseThrow().rule();
    }

    private static String condition(String caller, String request, RuleSource... rules) {
        return decide(caller, request, rules).nearest().orElseThrow().condition();
    }

    private static Judged decide(String caller, String request, RuleSource... rules) {
        return SHOP.with(protect("web", List.of(rules))).decide(caller, "web", request);
    }
}
