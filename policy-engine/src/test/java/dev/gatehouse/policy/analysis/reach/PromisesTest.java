package dev.gatehouse.policy.analysis.reach;

import static dev.gatehouse.policy.analysis.reach.Village.gate;
import static dev.gatehouse.policy.analysis.reach.Village.protect;
import static dev.gatehouse.policy.analysis.reach.Village.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.analysis.Opening;
import dev.gatehouse.policy.analysis.Openings;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromisesTest {
    private static final List<String> LEDGER = List.of("ledger");
    private static final List<String> PUBLIC = List.of("public");
    private static final Village VILLAGE = Village.empty()
            .with(
                    protect("web", rule("browse", "any", "GET /**", "trust.yaml:31:9")),
                    protect("ledger", rule("read-all", "web", "GET /**", "trust.yaml:52:9")))
            .with(gate("web", "ledger"));

    @Test
    void aBrokenPromiseShowsTheShortestChainHopByHop() {
        List<PolicyProblem> broken = check(VILLAGE.never(LEDGER, PUBLIC));

        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).isError()).isTrue();
        assertThat(broken.get(0).path()).isEqualTo("never[0]");
        assertThat(broken.get(0).message())
                .isEqualTo("never: `ledger` is reached from `public`: anonymous -> web -> ledger");
        assertThat(broken.get(0).help()).isEqualTo("""
                        anonymous -> web   rule `browse` (trust.yaml:31:9)
                        web -> ledger      rule `read-all` (trust.yaml:52:9), through the gate of `pay-team` (PAY-311)""");
    }

    @Test
    void aChainThroughAnExceptedIdentityBreaksNothing() {
        assertThat(check(VILLAGE.never(LEDGER, PUBLIC, "web"))).isEmpty();
        assertThat(check(VILLAGE.never(LEDGER, PUBLIC, "orders"))).hasSize(1);
    }

    @Test
    void anExceptedIdentityBreaksNothingByStartingAChain() {
        assertThat(check(VILLAGE.never(LEDGER, List.of("web")))).hasSize(1);
        assertThat(check(VILLAGE.never(LEDGER, List.of("internal"), "web"))).isEmpty();
    }

    @Test
    void anIdentityBreaksNothingByBeingItself() {
        Village lonely = Village.empty().with(protect("ledger", rule("self", "ledger", "GET /", "")));

        assertThat(check(lonely.never(LEDGER, List.of("any")))).isEmpty();
    }

    @Test
    void everybodyReachesAServiceInAuditMode() {
        Village audited = Village.empty().with(new RulesetSource("ledger", "audit", List.of(), List.of()));

        assertThat(check(audited.never(LEDGER, PUBLIC)))
                .extracting(PolicyProblem::help)
                .containsExactly("anonymous -> ledger   audit mode: everybody is let through");
    }

    @Test
    void aPolicyWithoutRulesKeepsEveryPromise() {
        assertThat(check(Village.empty().never(List.of("any"), List.of("any")))).isEmpty();
    }

    @Test
    void whatCouldNotBeSearchedToTheEndCountsAsBroken() {
        CompiledPolicy policy = Village.empty().never(LEDGER, PUBLIC).compiled();
        Openings openings = new Openings(List.of(), Set.of(), List.of("rule `r` of `ledger` has too many cases"));

        assertThat(Promises.check(policy, openings))
                .extracting(PolicyProblem::message)
                .containsExactly("never: cannot be proven, for rule `r` of `ledger` has too many cases");
    }

    @Test
    void chainsAreThoseThatTryingEveryCallFinds() {
        Random random = new Random(9);
        int broken = 0;
        for (int n = 0; n < 60; n++) {
            CompiledPolicy policy = village(random).compiled();
            Openings openings = Openings.of(policy, Village.NOW);
            CallGraph graph = CallGraph.of(policy, openings);
            List<Entrance> tried = tried(policy);
            for (String start : List.of("anonymous", "web", "orders", "ledger")) {
                OptionalInt length = RandomGraphs.shortest(tried, Set.of(start), Set.of("ledger"), Set.of());
                int found = graph.shortest(Set.of(start), Set.of("ledger"), Set.of())
                        .map(Chain::length)
                        .orElse(0);
                assertThat(found).as("%s in %s", start, policy.source()).isEqualTo(length.orElse(0));
                broken += found > 1 ? 1 : 0;
            }
            openings.all().forEach(opening -> assertIsAllowed(policy, opening));
        }
        assertThat(broken).isGreaterThan(10);
    }

    private static void assertIsAllowed(CompiledPolicy policy, Opening opening) {
        assertThat(policy.engine().decide(opening.witness().toRequest(policy)).isAllowed())
                .as("%s", opening.witness())
                .isTrue();
    }

    private static List<Entrance> tried(CompiledPolicy policy) {
        List<Entrance> tried = new ArrayList<>();
        for (String caller : List.of("anonymous", "web", "orders", "ledger")) {
            for (String service : Village.SERVICES) {
                if (!caller.equals(service) && Village.canCall(policy, caller, service)) {
                    tried.add(new Entrance(List.of(caller), service, Way.by(RandomGraphs.rule("tried"))));
                }
            }
        }
        return tried;
    }

    private static Village village(Random random) {
        List<RulesetSource> rulesets = new ArrayList<>();
        for (String service : Village.SERVICES) {
            List<RuleSource> deny = random.nextInt(3) == 0 ? List.of(randomRule("deny", random)) : List.of();
            String mode = random.nextInt(8) == 0 ? "audit" : "enforce";
            rulesets.add(new RulesetSource(service, mode, List.of(randomRule("allow", random)), deny));
        }
        return Village.empty()
                .with(rulesets.toArray(RulesetSource[]::new))
                .with(gate(random.nextBoolean() ? "web" : "orders", "ledger"));
    }

    private static RuleSource randomRule(String name, Random random) {
        String from =
                List.of("any", "anonymous", "web", "orders", "level>=internal").get(random.nextInt(5));
        String request =
                List.of("GET /**", "GET /a", "* /a/**", "POST /*", "* /**").get(random.nextInt(5));
        return random.nextInt(3) == 0
                ? rule(name, from, request, random.nextBoolean() ? Condition.present() : Condition.equalTo("t"))
                : rule(name, from, request, "");
    }

    private static List<PolicyProblem> check(Village village) {
        return Promises.check(village.compiled(), Village.NOW);
    }
}
