package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.path.CanonicalPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void isToldInTheWordsOfTheCommandThatExplainsIt() {
        Situation said = Situation.silentAt(NOW)
                .withHeader("x-tenant", List.of("a b"))
                .withClaim("groups", List.of("staff", "admin"))
                .withClient(new byte[] {10, 0, 0, 1});

        assertThat(witness(List.of("anonymous"), said).toString(NOW))
                .isEqualTo("--from web --on-behalf-of anonymous --send \"GET /a\" --header 'x-tenant:a b'"
                        + " --claim groups=staff --claim groups=admin --client 10.0.0.1");
    }

    @Test
    void namesItsMomentOnlyWhereThatIsNotNow() {
        Witness later = witness(List.of(), Situation.silentAt(NOW.plusSeconds(60)));

        assertThat(later.toString(NOW)).isEqualTo("--from web --send \"GET /a\" --at 2026-11-23T12:01:00Z");
        assertThat(later.toString(NOW.plusSeconds(60))).isEqualTo("--from web --send \"GET /a\"");
    }

    private static Witness witness(List<String> behalf, Situation said) {
        CanonicalPath path = CanonicalPath.from("/a").path().orElseThrow();
        return new Witness("web", behalf, "ledger", "GET", path, said);
    }
}
