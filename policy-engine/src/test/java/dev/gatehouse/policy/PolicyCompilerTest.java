package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.during;
import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static dev.gatehouse.policy.ShopPolicy.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.JwtSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyCompilerTest {
    private static final ShopPolicy SHOP = ShopPolicy.withoutRules();
    private static final RuleSource READS = rule("reads", "any", "GET /**");

    @Test
    void aSoundPolicyHasNoProblems() {
        ShopPolicy sound = SHOP.with(protect("web", List.of(READS))).with(ShopPolicy.CHECKOUT_TO_LEDGER);

        assertThat(sound.compile().problems()).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnce() {
        PolicyResult result = SHOP.with("shop", workload("acme.example", "web", "internl", null, "payment"))
                .with(protect("wbe", List.of(rule("reads", "chekout", "get /a//b"))))
                .with(new GateSource("any", "ledger", List.of(), "", " ", "soon"))
                .compile();

        assertThat(result.compiled()).isEmpty();
        assertThat(result.problems().stream().map(PolicyProblem::path))
                .containsExactly(
                        "identities.shop.level",
                        "identities.shop.compartments[0]",
                        "identities.shop.spiffe",
                        "rulesets[0].protects",
                        "rulesets[0].allow[0].from[0]",
                        "rulesets[0].allow[0].requests[0]",
                        "rulesets[0].allow[0].requests[0]",
                        "gates[0].from",
                        "gates[0].requests",
                        "gates[0].owner",
                        "gates[0].reason",
                        "gates[0].expires");
    }

    @Test
    void anUnknownNameComesWithWhatWasProbablyMeant() {
        PolicyProblem problem = onlyProblem(SHOP.with(protect("web", List.of(rule("reads", "chekcout", "GET /")))));

        assertThat(problem.message()).isEqualTo("rule `reads`: unknown identity `chekcout`");
        assertThat(problem.help()).startsWith("did you mean `checkout`? defined identities: `anonymous`, `staff`");
    }

    @Test
    void anUnknownNameLikeNoOtherComesWithAllThereAre() {
        assertThat(onlyProblem(SHOP.with(protect("web", List.of(rule("reads", "level>=xyz", "GET /")))))
                        .help())
                .isEqualTo("defined levels: `public`, `partner`, `internal`, `restricted`");
    }

    @Test
    void aMistakeInAnIdentityIsToldOnce() {
        ShopPolicy shop = SHOP.with("web", workload("acme.example", "web", "internel", null))
                .with(protect("web", List.of(rule("reads", "web", "GET /"))));

        assertThat(onlyProblem(shop).path()).isEqualTo("identities.web.level");
    }

    @Test
    void levelsMustBeDefined() {
        PolicySource empty = new PolicySource(List.of(), List.of(), Map.of(), Set.of(), Map.of(), List.of(), List.of());
        List<PolicyProblem> problems =
                PolicyCompiler.compile(empty, ShopPolicy.NOW).problems();

        assertThat(problems).extracting(PolicyProblem::message).containsExactly("no levels are defined");
    }

    @Test
    void theTrustSectionIsChecked() {
        PolicySource source = new PolicySource(
                List.of("low", "low"),
                List.of("a", "a", "b c"),
                Map.of("ACME", new DomainSource("hihg")),
                Set.of(),
                Map.of(),
                List.of(),
                List.of());

        assertThat(PolicyCompiler.compile(source, ShopPolicy.NOW).problems())
                .extracting(PolicyProblem::path)
                .containsExactly(
                        "trust.levels[1]",
                        "trust.compartments[1]",
                        "trust.compartments[2]",
                        "trust.domains.ACME",
                        "trust.domains.ACME.max-level");
    }

    @Test
    void aKeyWithDotsStandsInBracketsAndQuotes() {
        PolicySource source = new PolicySource(
                List.of("low"),
                List.of(),
                Map.of("acme.example", new DomainSource("hihg")),
                Set.of(),
                Map.of(),
                List.of(),
                List.of());

        assertThat(PolicyCompiler.compile(source, ShopPolicy.NOW).problems())
                .extracting(PolicyProblem::path)
                .containsExactly("trust.domains[\"acme.example\"].max-level");
    }

    @Test
    void aMissingAnonymousHasTheLowestLevel() {
        PolicySource source =
                new PolicySource(List.of("low", "high"), List.of(), Map.of(), Set.of(), Map.of(), List.of(), List.of());
        CompiledPolicy policy =
                PolicyCompiler.compile(source, ShopPolicy.NOW).compiled().orElseThrow();

        assertThat(policy.identities().anonymous().label().level().name()).isEqualTo("low");
    }

    @Test
    void anonymousMayOnlyHaveALevel() {
        assertThat(message("anonymous", workload("acme.example", "x", "public", null)))
                .isEqualTo("identity `anonymous` may only have a `level`");
        assertThat(message("anonymous", new IdentitySource(null, null, "public", List.of("payments"), null)))
                .isEqualTo("identity `anonymous` may only have a `level`");
    }

    @Test
    void reservedNamesAreRefused() {
        assertThat(message("any", workload("acme.example", "x", "public", null)))
                .isEqualTo("`any` is a reserved name");
        assertThat(message("none", workload("acme.example", "x", "public", null)))
                .isEqualTo("`none` is a reserved name");
    }

    @Test
    void anIdentityIsProvenInExactlyOneWay() {
        JwtSource jwt = new JwtSource("sso", Map.of());

        assertThat(message("x", new IdentitySource(null, null, "public", List.of(), null)))
                .isEqualTo("identity `x`: has neither `spiffe` nor `jwt`");
        assertThat(message("x", new IdentitySource("spiffe://acme.example/x", jwt, "public", List.of(), null)))
                .isEqualTo("identity `x`: has both `spiffe` and `jwt`");
    }

    @Test
    void anIdentityNeedsALevelAndAnIssuerThatExists() {
        assertThat(message("x", new IdentitySource("spiffe://acme.example/x", null, null, List.of(), null)))
                .isEqualTo("identity `x`: `level` is missing");
        assertThat(message("x", new IdentitySource(null, new JwtSource("ss", Map.of()), "public", List.of(), null)))
                .isEqualTo("identity `x`: unknown issuer `ss`");
        assertThat(message("x", workload("acme.example", "x", "public", "publik")))
                .isEqualTo("identity `x`: unknown level `publik`");
    }

    @Test
    void aSpiffeIdMustBeOneOfAWorkloadInAKnownDomain() {
        assertThat(message("x", spiffe("spiffe://acme.example/a/../b"))).contains("dot segment");
        assertThat(message("x", spiffe("spiffe://acme.example"))).contains("names a trust domain, not a workload");
        assertThat(message("x", spiffe("spiffe://acme.exampel/x")))
                .isEqualTo("identity `x`: unknown trust domain `acme.exampel`");
    }

    @Test
    void twoIdentitiesCannotShareASpiffeId() {
        assertThat(message("x", workload("acme.example", "web", "public", null)))
                .isEqualTo("identity `x`: `spiffe://acme.example/sa/web` is already the id of `web`");
    }

    @Test
    void aTrustDomainVouchesForNothingAboveItsMaxLevel() {
        assertThat(message("x", workload("partner.example", "x", "internal", null)))
                .isEqualTo("identity `x`: level `internal` is above what trust domain `partner.example` may vouch for");
    }

    @Test
    void anIdentityIsProtectedByOneRuleset() {
        assertThat(onlyProblem(SHOP.with(protect("web", List.of(READS)), protect("web", List.of(READS))))
                        .path())
                .isEqualTo("rulesets[1].protects");
        assertThat(onlyProblem(SHOP.with(protect("anonymous", List.of()))).path())
                .isEqualTo("rulesets[0].protects");
    }

    @Test
    void aModeIsEnforceOrAudit() {
        assertThat(onlyProblem(SHOP.with(new RulesetSource("web", "autid", List.of(), List.of())))
                        .help())
                .isEqualTo("modes are `enforce` and `audit`");
    }

    @Test
    void aRuleNameIsUniqueInItsRulesetAllowAndDenyTogether() {
        assertThat(onlyProblem(SHOP.with(protect("web", List.of(READS), READS))).path())
                .isEqualTo("rulesets[0].deny[0].name");
    }

    @Test
    void aDenyRuleThatTheClientCanEscapeIsPointedOut() {
        RuleSource deny = when(rule("no-drafts", "any", "GET /**"), "header.x-draft", Condition.equalTo("yes"));
        PolicyResult result = SHOP.with(protect("web", List.of(READS), deny)).compile();

        assertThat(result.compiled()).isPresent();
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.path()).isEqualTo("rulesets[0].deny[0].when[\"header.x-draft\"]");
            assertThat(problem.message()).contains("leaves out or repeats");
        });
    }

    @Test
    void aRuleNamesCallersAndRequests() {
        RuleSource empty = new RuleSource("r", List.of(), List.of(), Map.of(), null, null);

        assertThat(SHOP.with(protect("web", List.of(empty))).compile().problems())
                .extracting(PolicyProblem::message)
                .containsExactly("rule `r`: names no caller", "rule `r`: names no request");
    }

    @Test
    void aRequestIsAnUpperCaseMethodAndATemplate() {
        for (String bad : List.of("get /", "GET", "/x", "GET x", "GET  /x", "GET /a/../b", "G(T /", "", " /", "** /")) {
            assertThat(SHOP.with(protect("web", List.of(rule("r", "any", bad))))
                            .compile()
                            .compiled())
                    .as(bad)
                    .isEmpty();
        }
    }

    @Test
    void aConditionMustFitItsAttribute() {
        assertThat(whenProblem("heder.x", Condition.present())).isEqualTo("rule `reads`: unknown attribute `heder.x`");
        assertThat(whenProblem("header.", Condition.present())).isEqualTo("rule `reads`: unknown attribute `header.`");
        assertThat(whenProblem("header.x", Condition.has("a")))
                .isEqualTo("rule `reads`: header `x` cannot be asked this");
        assertThat(whenProblem("client.address", Condition.equalTo("10.0.0.1")))
                .isEqualTo("rule `reads`: the client's address cannot be asked this");
        assertThat(whenProblem("header.x", Condition.oneOf(List.of())))
                .isEqualTo("rule `reads`: the condition on header `x` compares with nothing");
        assertThat(whenProblem("claim.x", Condition.equalTo(""))).contains("compares with nothing");
    }

    @Test
    void aPeriodHasAStartBeforeItsEndInUtc() {
        for (String bad : List.of(
                "",
                "x",
                "2026-12-24",
                "2026-12-24/",
                "2026-12-24T00:00+01:00/2026-12-27T00:00Z",
                "2026-12-27/2026-12-24",
                "2026-12-24/2026-12-24",
                "2026-13-01/2027-01-01")) {
            assertThat(SHOP.with(protect("web", List.of(during(READS, bad))))
                            .compile()
                            .compiled())
                    .as(bad)
                    .isEmpty();
        }
    }

    @Test
    void aRuleWhosePeriodIsOverIsAWarning() {
        PolicyResult result = SHOP.with(protect("web", List.of(during(READS, "2025-01-01/2025-01-02"))))
                .compile();

        assertThat(result.compiled()).isPresent();
        assertThat(result.problems()).extracting(PolicyProblem::isError).containsExactly(false);
    }

    @Test
    void aGateMustLiftSomethingAndNotHaveExpired() {
        assertThat(gateProblem("auditor", "ledger", "2027-03-31"))
                .isEqualTo("gate from `auditor` to `ledger`: lifts nothing: the call is not upward");
        assertThat(gateProblem("web", "ledger", "2026-11-23"))
                .isEqualTo("gate from `web` to `ledger`: expired at `2026-11-23`");
        assertThat(gateProblem("wbe", "ledger", "2027-03-31"))
                .isEqualTo("gate from `wbe` to `ledger`: unknown identity `wbe`");
        assertThat(gateProblem("level>=public", "ledger", "2027-03-31"))
                .endsWith("a gate names one identity, not `level>=public`");
    }

    @Test
    void aCallerThatTheLatticeNeverLetsInIsAWarning() {
        PolicyResult result = SHOP.with(protect("ledger", List.of(rule("reads", "web", "GET /"))))
                .compile();

        assertThat(result.problems().get(0).isError()).isFalse();
        assertThat(result.problems().get(0).path()).isEqualTo("rulesets[0].allow[0].from[0]");
        assertThat(result.problems().get(0).message()).startsWith("rule `reads` never lets `web` in");
    }

    private static IdentitySource spiffe(String uri) {
        return new IdentitySource(uri, null, "public", List.of(), null);
    }

    private static String whenProblem(String attribute, Condition condition) {
        return onlyProblem(SHOP.with(protect("web", List.of(when(READS, attribute, condition)))))
                .message();
    }

    private static String gateProblem(String from, String to, String expires) {
        return onlyProblem(SHOP.with(new GateSource(from, to, List.of("GET /"), "team", "because", expires)))
                .message();
    }

    private static String message(String name, IdentitySource identity) {
        return onlyProblem(SHOP.with(name, identity)).message();
    }

    private static PolicyProblem onlyProblem(ShopPolicy policy) {
        List<PolicyProblem> problems = policy.compile().problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
