package dev.gatehouse.gateway.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.config.PublicText;
import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.gateway.config.RulesResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RecollectionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Rules RULES = read("""
            version: 1
            trust: { levels: [public, internal], domains: { a.example: { roots: r.pem } } }
            identities:
              anonymous: { level: public }
              web: { spiffe: "spiffe://a.example/web", level: internal }
              api: { spiffe: "spiffe://a.example/api", level: internal, accepts: public }
            rulesets:
              - protects: api
                allow:
                  - { name: read, from: [any], requests: ["GET /api/**"] }
                  - { name: write, from: [web], requests: ["POST /api/items"], when: { header.x-tenant: present } }
            routes:
              - { id: api, uri: "https://api:8443", predicates: [Path=/api/**], metadata: { identity: api } }
            """);

    @Test
    void aDenialThatNothingUnknownCouldTurnIsCertainWithoutItsPath() {
        Recollection recalled = recall(denied("anonymous", "DELETE", ""));

        String text = RecollectionText.of(recalled);
        assertThat(recalled.isHeld()).isTrue();
        assertThat(text)
                .contains("path       some path of `/api/**`, which was not recorded")
                .contains("verdict    denied: ")
                .contains("`record: [path]`")
                .doesNotContain("the path is `", "to turn it");
    }

    @Test
    void whereAnUnknownPathCouldTurnItNothingIsClaimed() {
        Recollection recalled = recall(denied("web", "POST", ""));

        assertThat(RecollectionText.of(recalled)).contains("not certain any more: `write` could speak");
        assertThat(recalled.difference()).isEmpty();
    }

    @Test
    void whatWasRecordedIsJudgedAgain() {
        Recollection recalled =
                recall(denied("web", "POST", ",\"path\":\"/api/items\",\"attributes\":{\"header.x-tenant\":[]}"));

        assertThat(RecollectionText.of(recalled))
                .contains("header `x-tenant` is absent", "- send header `x-tenant`; tried: `write` allows it");
    }

    @Test
    void theSameRulesThatAnswerOtherwiseAreABug() {
        String event = denied("web", "POST", ",\"path\":\"/api/items\",\"attributes\":{\"header.x-tenant\":[\"a\"]}");

        Recollection same = recall(event);
        Recollection other = Recollection.by(request(event), RULES, "read from elsewhere", false);

        assertThat(same.isHeld()).isFalse();
        assertThat(RecollectionText.of(same)).contains("DIFFERS", "these rules decide `allow` by rule `write`", "bug");
        assertThat(other.isHeld()).isTrue();
        assertThat(RecollectionText.of(other)).contains("differs", "not those that it ran under");
    }

    @Test
    void programsReadTheSame() {
        assertThat(RecollectionJson.of(recall(denied("anonymous", "DELETE", ""))))
                .contains("\"same_generation\" : true", "\"explanation\" : {", "\"trace_id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | refused | token_invalid | a token was shown that is not believed",
                "404 | refused | route_not_found | no route took the request",
                "429 | rate_limited | rate_limited | requests-per-second-per-address",
                "502 | backend_untrusted | upstream_identity | did not prove to be whom the route names",
                "503 | overload | overloaded | limits.max-requests",
                "504 | timeout | response_timeout | longer than `response-timeout`",
                "500 | error | new_word | it failed as `new_word`"
            })
    void eachEndIsToldInPlainWords(int status, String end, String error, String words) {
        String event = "{\"trace_id\":\"t\",\"status\":" + status + ",\"end\":\"" + end + "\",\"error_type\":\"" + error
                + "\"}";

        assertThat(RecollectionText.of(Recollection.withoutRules(request(event), "no rules")))
                .contains(": " + status + "\n", words)
                .contains("the policy was never asked", "no rules");
    }

    private static Recollection recall(String event) {
        return Recollection.by(request(event), RULES, "read back from Kafka", true);
    }

    private static String denied(String from, String method, String more) {
        return "{\"trace_id\":\"t\",\"ts\":\"" + NOON + "\",\"method\":\"" + method
                + "\",\"path_template\":\"/api/**\",\"route\":\"api\",\"status\":403,\"end\":\"denied\","
                + "\"src_identity\":\"" + from + "\",\"src_level\":\"" + (from.equals("web") ? "internal" : "public")
                + "\",\"dst_identity\":\"api\",\"decision\":\"not-allowed\",\"ruleset_hash\":\"0123456789abcdef\""
                + more
                + "}";
    }

    private static PastRequest request(String event) {
        return new PastRequest(JsonMapper.shared().readTree(event), NOON);
    }

    private static Rules read(String yaml) {
        RulesResult read = new ConfigLoader(Clock.fixed(NOON, ZoneOffset.UTC), Map.of())
                .rules(List.of(new PublicText("rules.yaml", yaml)));
        return read.rules().orElseThrow(() -> new AssertionError(ProblemPrinter.print(read.problems())));
    }
}
