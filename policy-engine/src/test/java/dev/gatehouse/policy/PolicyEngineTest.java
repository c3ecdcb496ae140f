package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.CHECKOUT_TO_LEDGER;
import static dev.gatehouse.policy.ShopPolicy.NOW;
import static dev.gatehouse.policy.ShopPolicy.audit;
import static dev.gatehouse.policy.ShopPolicy.call;
import static dev.gatehouse.policy.ShopPolicy.during;
import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
    private static final ShopPolicy SHOP = ShopPolicy.withoutRules();
    private static final RuleSource ANYBODY_READS = rule("anybody-reads", "any", "GET /**");
    private static final RuleSource POST_ENTRIES = rule("post-entries", "checkout", "POST /ledger/entries");
    private static final RuleSource NOBODY_POSTS = rule("nobody-posts", "any", "POST /**");

    @Test
    void whatNoRuleAllowsIsDenied() {
        Judged decision = SHOP.with(protect("web", List.of(ANYBODY_READS))).decide("checkout", "web", "POST /x");

        assertThat(decision.isAllowed()).isFalse();
        assertThat(decision.letsThrough()).isFalse();
        assertThat(decision.kind()).isEqualTo("not-allowed");
        assertThat(decision.rule()).isEmpty();
    }

    @Test
    void aServiceWithoutARulesetLetsNobodyIn() {
        assertThat(SHOP.decide("checkout", "web", "GET /").kind()).isEqualTo("not-allowed");
    }

    @Test
    void aServiceThatNobodyNamedLetsNobodyIn() {
        assertThat(SHOP.decide("checkout", "wbe", "GET /").kind()).isEqualTo("not-allowed");
    }

    @Test
    void aRouteWithoutAnIdentityIsUnprotected() {
        Judged decision = SHOP.decide("anonymous", "", "GET /");

        assertThat(decision.letsThrough()).isTrue();
        assertThat(decision.kind()).isEqualTo("unprotected");
    }

    @Test
    void aMatchingAllowRuleLetsTheCallIn() {
        Judged decision = SHOP.with(protect("web", List.of(ANYBODY_READS))).decide("anonymous", "web", "GET /shop");

        assertThat(decision.isAllowed()).isTrue();
        assertThat(decision.kind()).isEqualTo("allow");
        assertThat(decision.rule()).isEqualTo("anybody-reads");
        assertThat(decision.nearest()).isEmpty();
    }

    @Test
    void aMethodOfAStarIsEveryMethod() {
        ShopPolicy shop = SHOP.with(protect("web", List.of(rule("all", "any", "* /shop"))));

        assertThat(shop.decide("web", "web", "DELETE /shop").isAllowed()).isTrue();
    }

    @Test
    void denyWinsOverAllow() {
        RuleSource posts = rule("posts", "any", "POST /**");
        Judged decision =
                SHOP.with(protect("web", List.of(posts), NOBODY_POSTS)).decide("web", "web", "POST /x");

        assertThat(decision.kind()).isEqualTo("deny-rule");
        assertThat(decision.rule()).isEqualTo("nobody-posts");
    }

    @Test
    void denyWinsOverAGate() {
        Judged decision = SHOP.with(protect("ledger", List.of(POST_ENTRIES), NOBODY_POSTS))
                .with(CHECKOUT_TO_LEDGER)
                .decide("checkout", "ledger", "POST /ledger/entries");

        assertThat(decision.kind()).isEqualTo("deny-rule");
    }

    @Test
    void anAllowRuleCannotLiftACallerOverTheLattice() {
        Judged decision = SHOP.with(protect("ledger", List.of(POST_ENTRIES)))
                .decide("checkout", "ledger", "POST /ledger/entries");

        assertThat(decision.kind()).isEqualTo("lattice");
        assertThat(decision.explain())
                .isEqualTo("`internal` may not call `restricted`, the least that `ledger` accepts");
    }

    @Test
    void aCallerMustCarryEveryCompartmentOfTheService() {
        ShopPolicy shop = SHOP.with("vault", workload("acme.example", "vault", "public", null, "payments"))
                .with(protect("vault", List.of(ANYBODY_READS)));

        assertThat(shop.decide("checkout", "vault", "GET /").isAllowed()).isTrue();
        assertThat(shop.decide("staff", "vault", "GET /").explain())
                .isEqualTo("the caller lacks compartment `payments` of `vault`");
    }

    @Test
    void aServiceMayAcceptCallersBelowItsOwnLevel() {
        ShopPolicy shop = SHOP.with(protect("web", List.of(ANYBODY_READS)), protect("partner", List.of(ANYBODY_READS)));

        assertThat(shop.decide("anonymous", "web", "GET /").kind()).isEqualTo("allow");
        assertThat(shop.decide("anonymous", "partner", "GET /").kind()).isEqualTo("lattice");
    }

    @Test
    void aGateLiftsTheLatticeForItsCallerServiceAndRequestOnly() {
        RuleSource all = rule("all", "any", "* /**");
        ShopPolicy shop = SHOP.with(protect("ledger", List.of(all))).with(CHECKOUT_TO_LEDGER);

        assertThat(shop.decide("checkout", "ledger", "POST /ledger/entries").explain())
                .isEqualTo("rule `all` allows it, through the gate of `pay-team` (PAY-311)");
        assertThat(shop.decide("checkout", "ledger", "GET /ledger/entries").kind())
                .isEqualTo("lattice");
        assertThat(shop.decide("web", "ledger", "POST /ledger/entries").kind()).isEqualTo("lattice");
    }

    @Test
    void aGateAloneAllowsNothing() {
        assertThat(SHOP.with(CHECKOUT_TO_LEDGER)
                        .decide("checkout", "ledger", "POST /ledger/entries")
                        .kind())
                .isEqualTo("not-allowed");
    }

    @Test
    void aGateIsClosedFromTheMomentItExpires() {
        CompiledPolicy policy = SHOP.with(protect("ledger", List.of(POST_ENTRIES)))
                .with(CHECKOUT_TO_LEDGER)
                .compiled();
        AccessRequest call = call(policy, "checkout", "ledger", "POST /ledger/entries");

        assertThat(Judged.by(policy.engine(), at(call, "2027-03-30T23:59:59.999Z"))
                        .isAllowed())
                .isTrue();
        Judged late = Judged.by(policy.engine(), at(call, "2027-03-31T00:00:00Z"));
        assertThat(late.kind()).isEqualTo("lattice");
        assertThat(late.nearest().orElseThrow().explain())
                .isEqualTo("`gate checkout to ledger` allows checkout to POST /ledger/entries,"
                        + " but it expired at `2027-03-31T00:00:00Z`");
    }

    @Test
    void aChainIsAsTrustedAsItsLeastTrustedMember() {
        CompiledPolicy policy =
                SHOP.with(protect("checkout", List.of(ANYBODY_READS))).compiled();
        AccessRequest call = call(policy, "auditor", "checkout", "GET /");

        assertThat(Judged.by(policy.engine(), call).isAllowed()).isTrue();
        assertThat(Judged.by(
                                policy.engine(),
                                call.onBehalfOf(policy.identities().anonymous().label()))
                        .kind())
                .isEqualTo("lattice");
    }

    @Test
    void aRuleForALevelSpeaksOfEverybodyTrustedAtLeastSoFar() {
        RuleSource reads = rule("reads", "level>=internal", "GET /**");
        ShopPolicy shop = SHOP.with(protect("web", List.of(reads)));

        assertThat(shop.decide("staff", "web", "GET /").isAllowed()).isTrue();
        assertThat(shop.decide("auditor", "web", "GET /").isAllowed()).isTrue();
        assertThat(shop.decide("partner", "web", "GET /").isAllowed()).isFalse();
    }

    @Test
    void aRuleHoldsFromItsStartUntilJustBeforeItsEnd() {
        RuleSource freeze = during(NOBODY_POSTS, "2026-12-24T00:00Z/2026-12-27T00:00Z");
        CompiledPolicy policy = SHOP.with(protect("web", List.of(rule("posts", "any", "POST /**")), freeze))
                .compiled();
        AccessRequest call = call(policy, "web", "web", "POST /x");

        assertThat(Judged.by(policy.engine(), at(call, "2026-12-23T23:59:59.999Z"))
                        .isAllowed())
                .isTrue();
        assertThat(Judged.by(policy.engine(), at(call, "2026-12-24T00:00:00Z")).isAllowed())
                .isFalse();
        assertThat(Judged.by(policy.engine(), at(call, "2026-12-26T23:59:59.999Z"))
                        .isAllowed())
                .isFalse();
        assertThat(Judged.by(policy.engine(), at(call, "2026-12-27T00:00:00Z")).isAllowed())
                .isTrue();
    }

    @Test
    void auditRecordsTheRefusalAndLetsTheCallThrough() {
        for (RulesetSource ruleset :
                List.of(audit("ledger", List.of()), audit("ledger", List.of(), rule("closed", "any", "* /**")))) {
            Judged decision = SHOP.with(ruleset).decide("auditor", "ledger", "GET /");

            assertThat(decision.isAllowed()).isFalse();
            assertThat(decision.isEnforced()).isFalse();
            assertThat(decision.letsThrough()).isTrue();
        }
        assertThat(SHOP.with(audit("ledger", List.of()))
                        .decide("web", "ledger", "GET /")
                        .letsThrough())
                .isTrue();
    }

    @Test
    void anErrorWhileJudgingIsANoEvenInAuditMode() {
        RuleSource asks = ShopPolicy.when(ANYBODY_READS, "header.x", Condition.present());
        Judged decision = SHOP.with(audit("web", List.of(asks))).decide("web", "web", "GET /", new Broken());

        assertThat(decision.kind()).isEqualTo("error");
        assertThat(decision.letsThrough()).isFalse();
    }

    @Test
    void aDenyRuleTellsItsReason() {
        RuleSource freeze = new RuleSource("freeze", List.of("any"), List.of("POST /**"), Map.of(), null, "CHG-1182");

        assertThat(SHOP.with(protect("web", List.of(), freeze))
                        .decide("web", "web", "POST /")
                        .explain())
                .isEqualTo("rule `freeze` denies it (CHG-1182)");
    }

    private static AccessRequest at(AccessRequest call, String moment) {
        return new AccessRequest(
                call.caller(),
                call.label(),
                call.service(),
                call.method(),
                call.path(),
                call.attributes(),
                Instant.parse(moment));
    }

    /** A call whose headers cannot be read. */
    private record Broken() implements Attributes {
        @Override
        public List<String> header(String lowerCaseName) {
            throw new IllegalStateException("released at " + NOW);
        }

        @Override
        public List<String> claim(String name) {
            return List.of();
        }

        @Override
        public byte[] clientAddress() {
            return new byte[0];
        }
    }
}
