package dev.gatehouse.gateway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.analysis.Situation;
import dev.gatehouse.policy.analysis.diff.Difference;
import dev.gatehouse.policy.analysis.diff.Differences;
import dev.gatehouse.policy.path.CanonicalPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferenceJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void theAddressOfTheClientBelongsToTheRequestThatShowsIt() {
        Situation situation = Situation.silentAt(NOON).withClient(new byte[] {10, 0, 0, 1});
        Difference difference = new Difference(
                Difference.Kind.WIDENED,
                "web",
                "web",
                List.of(),
                "GET",
                CanonicalPath.from("/x").path().orElseThrow(),
                situation,
                List.of(),
                new Difference.Answer("ledger", false, "no", "", ""),
                new Difference.Answer("ledger", true, "yes", "reads", ""),
                List.of("web"),
                List.of("GET /x"));
        ComparedGenerations compared = new ComparedGenerations(
                new Differences(List.of(difference), List.of()),
                new ComparedGenerations.RouteChanges(List.of(), List.of(), List.of()),
                NOON);

        JsonNode read = JsonMapper.shared().readTree(DifferenceJson.of(compared));

        assertThat(read.path("differences").path(0).path("client").path(0).asString(""))
                .isEqualTo("10.0.0.1");
    }
}
