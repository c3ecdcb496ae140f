package dev.gatehouse.gateway.history;

import static dev.gatehouse.gateway.history.Calls.checkout;
import static dev.gatehouse.gateway.history.Calls.from;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final Map<String, Condition> TENANT_A = Map.of("header.x-tenant", Condition.equalTo("a"));

    @Test
    void aRecordedPathIsJudgedByTheRulesOfTheCandidate() {
        Shop shop = new Shop().allow("entries", "checkout", "POST /ledger/entries");

        assertThat(outcome(shop.foresees(checkout("POST", "/ledger/entries")))).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(checkout("GET", "/ledger/entries")))).isEqualTo(Outcome.DENIED);
    }

    @Test
    void aDenialInAuditModeIsLetThrough() {
        assertThat(outcome(new Shop().audit().foresees(checkout("GET", "/ledger/x"))))
                .isEqualTo(Outcome.LET_THROUGH);
    }

    @Test
    void aDenialNamesWhatCameNearest() {
        Foreseen foreseen = new Shop()
                .allow("entries", "checkout", "POST /ledger/entries", TENANT_A)
                .foresees(checkout("POST", "/ledger/entries").with("header.x-tenant", "b"));

        assertThat(((Foreseen.Decided) foreseen).why()).contains("`entries`").contains("x-tenant");
    }

    @Test
    void anAttributeThatWasAbsentIsKnownAndOneThatWasNotRecordedIsNot() {
        Shop shop = new Shop().allow("entries", "checkout", "POST /ledger/entries", TENANT_A);
        Calls call = checkout("POST", "/ledger/entries");

        assertThat(outcome(shop.foresees(call.with("header.x-tenant")))).isEqualTo(Outcome.DENIED);
        assertThat(outcome(shop.foresees(call.with("header.x-tenant", "a")))).isEqualTo(Outcome.ALLOWED);
        assertThat(hinges(shop.foresees(call))).containsExactly("header `x-tenant`");
    }

    @Test
    void whatWasNotRecordedDoesNotMatterWhereItCannotTurnTheAnswer() {
        Shop shop = new Shop()
                .allow("tenants", "checkout", "POST /ledger/**", TENANT_A)
                .allow("entries", "checkout", "POST /ledger/entries")
                .deny("blocked", "checkout", "DELETE /**", TENANT_A, null);

        assertThat(outcome(shop.foresees(checkout("POST", "/ledger/entries")))).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(checkout("DELETE", "/ledger/entries"))))
                .isEqualTo(Outcome.DENIED);
        assertThat(hinges(shop.foresees(checkout("POST", "/ledger/other")))).hasSize(1);
    }

    @Test
    void aDenyRuleThatMayMatchLeavesAnAllowedCallOpen() {
        Shop shop = new Shop()
                .allow("entries", "checkout", "POST /ledger/entries")
                .deny("blocked", "any", "POST /**", TENANT_A, null);

        assertThat(hinges(shop.foresees(checkout("POST", "/ledger/entries")))).containsExactly("header `x-tenant`");
    }

    @Test
    void withoutAPathEveryPathOfTheTemplateMustAgree() {
        Shop shop = new Shop().allow("reads", "checkout", "GET /ledger/**").allow("one", "checkout", "POST /ledger/a");
        Calls get = from("checkout", "GET", "/ledger/{id}").spiffe(Shop.CHECKOUT);

        assertThat(outcome(shop.foresees(get))).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(from("checkout", "PUT", "/ledger/**").spiffe(Shop.CHECKOUT))))
                .isEqualTo(Outcome.DENIED);
        assertThat(hinges(shop.foresees(from("checkout", "POST", "/ledger/**").spiffe(Shop.CHECKOUT))))
                .containsExactly("the path within `/ledger/**`");
        assertThat(hinges(shop.foresees(
                        from("checkout", "GET", "/other/**,/ledger/*").spiffe(Shop.CHECKOUT))))
                .isNotEmpty();
    }

    @Test
    void rulesThatOnlyTogetherCoverATemplateAllowIt() {
        Shop shop =
                new Shop().allow("root", "checkout", "GET /ledger/a/*").allow("rest", "checkout", "GET /ledger/a/*/**");

        assertThat(outcome(
                        shop.foresees(from("checkout", "GET", "/ledger/a/{id}").spiffe(Shop.CHECKOUT))))
                .isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void theRoutesOfTheCandidateSayWhoIsCalled() {
        Shop shop = new Shop()
                .route("old", "web", Set.of(), head -> head.path().value().startsWith("/ledger/old"))
                .route("new", "ledger", Set.of(), head -> head.path().value().startsWith("/ledger"))
                .allow("reads", "checkout", "GET /**");

        assertThat(((Foreseen.Decided) shop.foresees(checkout("GET", "/ledger/old"))).service())
                .isEqualTo("web");
        assertThat(outcome(shop.foresees(checkout("GET", "/ledger/x")))).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(checkout("GET", "/x")))).isEqualTo(Outcome.NO_ROUTE);
    }

    @Test
    void aRouteThatAsksForWhatWasNotRecordedOnlyMattersIfAnotherServiceFollows() {
        Shop alike = new Shop()
                .route(
                        "by-host",
                        "ledger",
                        Set.of("header.host"),
                        head -> head.host().equals("shop.example"))
                .route("rest", "ledger", Set.of(), head -> true)
                .allow("reads", "checkout", "GET /**");
        Shop different = new Shop()
                .route(
                        "by-host",
                        "web",
                        Set.of("header.host"),
                        head -> head.host().equals("shop.example"))
                .route("rest", "ledger", Set.of(), head -> true)
                .allow("reads", "checkout", "GET /**");
        Calls call = checkout("GET", "/ledger");

        assertThat(outcome(alike.foresees(call))).isEqualTo(Outcome.ALLOWED);
        assertThat(hinges(different.foresees(call))).containsExactly("header `host`, which route `by-host` asks for");
        assertThat(outcome(different.foresees(call.with("header.host", "other:443"))))
                .isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(different.foresees(call.with("header.host", "Shop.example:443"))))
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void aPredicateThatFailsIsNoAnswer() {
        Shop shop = new Shop()
                .route("broken", "web", Set.of(), head -> {
                    throw new IllegalStateException("boom");
                })
                .route("rest", "ledger", Set.of(), head -> true);

        assertThat(hinges(shop.foresees(checkout("GET", "/x"))))
                .containsExactly("a failing predicate of route `broken`");
    }

    @Test
    void aCallIsJudgedAtItsOwnTime() {
        Shop shop = new Shop()
                .allow("entries", "checkout", "POST /ledger/entries")
                .deny("freeze", "any", "POST /**", Map.of(), "2026-11-23T10:00Z/2026-11-23T13:00Z");
        Calls call = checkout("POST", "/ledger/entries");

        assertThat(outcome(shop.foresees(call))).isEqualTo(Outcome.DENIED);
        assertThat(outcome(shop.foresees(call.at(Instant.parse("2026-11-23T13:00:00Z")))))
                .isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void gatesLiftTheLatticeUntilTheyExpire() {
        Shop shop = new Shop()
                .restrictedLedger()
                .allow("entries", "checkout", "POST /ledger/entries")
                .gate("checkout", "POST /ledger/entries", "2026-12-01");
        Calls call = checkout("POST", "/ledger/entries");

        assertThat(outcome(shop.foresees(call))).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(call.at(Instant.parse("2026-12-01T00:00:00Z")))))
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void theCertificateSaysWhoCalledBeforeTheNameDoes() {
        Shop shop = new Shop().allow("reads", "checkout", "GET /**");

        assertThat(outcome(shop.foresees(from("till", "GET", "/x").spiffe(Shop.CHECKOUT))))
                .isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(shop.foresees(from("anonymous", "GET", "/x")))).isEqualTo(Outcome.DENIED);
        assertThat(hinges(shop.foresees(from("till", "GET", "/x").spiffe("spiffe://acme.example/till"))))
                .singleElement()
                .asString()
                .contains("`till`");
        assertThat(hinges(shop.foresees(from("checkout", "GET", "/x").spiffe("spiffe://acme.example/other"))))
                .isNotEmpty();
    }

    @Test
    void aLoweredChainStaysAsLowAsItWas() {
        Shop shop = new Shop().allow("reads", "any", "GET /**");
        RecordedCall.Source lowered =
                new RecordedCall.Source("checkout", Shop.CHECKOUT, "guest", "public", Optional.of(List.of()));
        RecordedCall.Source unknown =
                new RecordedCall.Source("checkout", Shop.CHECKOUT, "guest", "secret", Optional.of(List.of()));

        assertThat(outcome(shop.foresees(checkout("GET", "/x").source(lowered))))
                .isEqualTo(Outcome.DENIED);
        assertThat(hinges(shop.foresees(checkout("GET", "/x").source(unknown)))).hasSize(1);
    }

    @Test
    void aServiceThatTheCandidateDoesNotNameIsTheOneThatItsRoutesName() {
        Calls call = from("checkout", "GET", "/x").spiffe(Shop.CHECKOUT).service("till");

        assertThat(new Shop().allow("reads", "checkout", "GET /**").foresees(call))
                .isEqualTo(
                        new Foreseen.Decided(Outcome.ALLOWED, "ledger", "", "for every path of the route's template"));
    }

    @Test
    void withoutAPathTheRoutesOfTheCandidateStillSayWhoIsCalled() {
        Calls call = from("checkout", "GET", "/ledger/{id}").spiffe(Shop.CHECKOUT);
        Shop gone =
                new Shop().route("others", "ledger", Set.of(), head -> false).allow("reads", "checkout", "GET /**");
        Shop moved = new Shop().route("moved", "web", Set.of(), head -> true).allow("reads", "checkout", "GET /**");

        assertThat(outcome(gone.foresees(call))).isEqualTo(Outcome.NO_ROUTE);
        assertThat(outcome(moved.foresees(call))).isEqualTo(Outcome.DENIED);
    }

    @Test
    void aRouteThatNamedNobodyIsJudgedByTheIdentityThatItIsGiven() {
        Calls call = from("checkout", "GET", "/ledger/**").spiffe(Shop.CHECKOUT).service("");

        assertThat(outcome(new Shop().foresees(call))).isEqualTo(Outcome.DENIED);
    }

    @Test
    void compartmentsThatAChainMayHaveLackedAreNotGuessed() {
        Shop shop = new Shop().checkoutInCompartment("payments").allow("reads", "checkout", "GET /**");
        RecordedCall.Source behalf =
                new RecordedCall.Source("checkout", Shop.CHECKOUT, "web", "internal", Optional.empty());

        assertThat(outcome(shop.foresees(checkout("GET", "/x")))).isEqualTo(Outcome.ALLOWED);
        assertThat(hinges(shop.foresees(checkout("GET", "/x").source(behalf))))
                .containsExactly("how far the chain behind `checkout` is trusted");
    }

    private static Outcome outcome(Foreseen foreseen) {
        assertThat(foreseen).isInstanceOf(Foreseen.Decided.class);
        return ((Foreseen.Decided) foreseen).outcome();
    }

    private static Set<String> hinges(Foreseen foreseen) {
        assertThat(foreseen).isInstanceOf(Foreseen.Undecidable.class);
        return ((Foreseen.Undecidable) foreseen).hinges();
    }
}
