package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeverReaderTest {
    private static final List<String> NOBODY = List.of();

    @Test
    void anIdentityStandsForItself() {
        Never never = read(List.of("ledger"), List.of("staff"), List.of("checkout"));

        assertThat(never.endsAt()).containsExactly("ledger");
        assertThat(never.startsFrom()).containsExactly("staff");
        assertThat(never.exceptThrough()).containsExactly("checkout");
    }

    @Test
    void aLevelToBeReachedIsEverybodyTrustedAtLeastSoFar() {
        assertThat(read(List.of("restricted"), List.of("public"), NOBODY).endsAt())
                .containsExactlyInAnyOrder("auditor", "ledger");
    }

    @Test
    void aLevelToStartFromIsEverybodyTrustedNoFurther() {
        assertThat(read(List.of("ledger"), List.of("internal"), NOBODY).startsFrom())
                .containsExactlyInAnyOrder("anonymous", "staff", "partner", "web", "checkout");
    }

    @Test
    void anyIsEverybody() {
        assertThat(read(List.of("ledger"), List.of("any"), NOBODY).startsFrom())
                .containsExactlyInAnyOrder("anonymous", "staff", "partner", "web", "checkout", "auditor", "ledger");
    }

    @Test
    void whoIsExceptedIsAtNeitherEnd() {
        Never never = read(List.of("internal"), List.of("any"), List.of("checkout", "staff"));

        assertThat(never.endsAt()).containsExactlyInAnyOrder("web", "auditor", "ledger");
        assertThat(never.startsFrom()).doesNotContain("checkout", "staff");
    }

    @Test
    void anEndIsToldInTheWordThatWasWritten() {
        Never never = read(List.of("ledger", "restricted"), List.of("public", "any"), NOBODY);

        assertThat(never.wordForEnd("ledger")).isEqualTo("ledger");
        assertThat(never.wordForEnd("auditor")).isEqualTo("restricted");
        assertThat(never.wordForStart("anonymous")).isEqualTo("public");
        assertThat(never.wordForStart("staff")).isEqualTo("any");
    }

    @Test
    void anUnknownNameComesWithWhatWasProbablyMeant() {
        PolicyProblem end = onlyProblem(List.of("legder"), List.of("public"), NOBODY);
        PolicyProblem start = onlyProblem(List.of("ledger"), List.of("publik"), NOBODY);
        PolicyProblem exempt = onlyProblem(List.of("ledger"), List.of("public"), List.of("web", "internal"));

        assertThat(end.path()).isEqualTo("never[0].reach[0]");
        assertThat(end.message()).isEqualTo("never: unknown name `legder`");
        assertThat(end.help()).startsWith("did you mean `ledger`? defined names: `public`, `partner`");
        assertThat(start.path()).isEqualTo("never[0].from[0]");
        assertThat(start.help()).startsWith("did you mean `public`?");
        assertThat(exempt.path()).isEqualTo("never[0].except-through[1]");
        assertThat(exempt.message()).isEqualTo("never: unknown identity `internal`");
    }

    @Test
    void aListWithNobodyIsRefused() {
        PolicyResult result = compile(NOBODY, NOBODY, NOBODY);

        assertThat(result.problems())
                .extracting(PolicyProblem::path)
                .containsExactly("never[0].reach", "never[0].from");
    }

    @Test
    void aNameWithTwoMeaningsIsRefused() {
        PolicyProblem problem = onlyProblem(List.of("ledger"), List.of("partner"), NOBODY);

        assertThat(problem.message()).isEqualTo("never: `partner` is an identity and a level");
        assertThat(problem.help()).isEqualTo("rename one of them");
    }

    @Test
    void whatIsPromisedOfAnIdentityCannotAlsoBeExceptedForIt() {
        String message = "never: `ledger` is excepted from what is promised of it";

        assertThat(onlyProblem(List.of("ledger"), List.of("public"), List.of("ledger"))
                        .message())
                .isEqualTo(message);
        assertThat(onlyProblem(List.of("web"), List.of("ledger"), List.of("ledger"))
                        .message())
                .isEqualTo(message);
    }

    private static Never read(List<String> reach, List<String> from, List<String> exceptThrough) {
        PolicyResult result = compile(reach, from, exceptThrough);
        assertThat(result.problems()).isEmpty();
        return result.compiled().orElseThrow().never().get(0);
    }

    private static PolicyProblem onlyProblem(List<String> reach, List<String> from, List<String> exceptThrough) {
        List<PolicyProblem> problems = compile(reach, from, exceptThrough).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static PolicyResult compile(List<String> reach, List<String> from, List<String> exceptThrough) {
        PolicySource shop = ShopPolicy.withoutRules().source();
        PolicySource promising = new PolicySource(
                shop.levels(),
                shop.compartments(),
                shop.domains(),
                shop.issuers(),
                shop.identities(),
                shop.rulesets(),
                shop.gates(),
                List.of(new NeverSource(reach, from, exceptThrough, "trust.yaml:70:5")));
        return PolicyCompiler.compile(promising, ShopPolicy.NOW);
    }
}
