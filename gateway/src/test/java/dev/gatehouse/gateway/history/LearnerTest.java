package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.read.ReadRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    @TempDir
    private Path folder;

    private final Events events = new Events();
    private final Learner learner = new Learner("ledger", 10);

    @Test
    void theRulesetIsReadyToBePasted() {
        see("checkout", "POST", "/ledger/entries", "allow");
        see("checkout", "POST", "/ledger/entries", "allow");
        see("web", "GET", "/ledger/accounts/7", "allow");
        see("no", "GET", "/ledger/accounts/8", "allow");
        see("web", "DELETE", "/ledger/entries", "not-allowed");

        assertThat(learner.suggest(1).toYaml()).isEqualTo("""
                # learned from 4 requests to `ledger` that passed
                # conditions (`when`) are not learned: add those that you want
                # before it is served: gatehouse replay --policy PATH --fail-on-denied
                # was denied and is not suggested: 1 request
                #   1  web DELETE /ledger/**
                rulesets:
                  - protects: ledger
                    allow:
                      # 2 requests, 2026-11-23T12:00:00Z to 2026-11-23T12:00:00Z
                      - name: checkout-writes
                        from: [checkout]
                        requests:
                          - "POST /ledger/entries"  # 2
                      # 2 requests, 2026-11-23T12:00:00Z to 2026-11-23T12:00:00Z
                      - name: no-and-web-reads
                        from: ["no", web]
                        requests:
                          - "GET /ledger/accounts/*"  # 2
                """);
    }

    @Test
    void whatItSuggestsLoadsAndAllowsThatAndNothingElse() throws IOException {
        see("checkout", "POST", "/ledger/entries", "allow");
        see("no", "GET", "/ledger/accounts/8", "allow");
        see("anonymous", "GET", "/ledger/*/%41b%2Fc".replace("%2F", "-"), "allow");

        LoadedSuggestion loaded = LoadedSuggestion.of(learner.suggest(1), folder);

        assertThat(loaded.allows("checkout", "POST", "/ledger/entries")).isTrue();
        assertThat(loaded.allows("no", "GET", "/ledger/accounts/9")).isTrue();
        assertThat(loaded.allows("anonymous", "GET", "/ledger/*/Ab-c")).isTrue();
        assertThat(loaded.allows("anonymous", "GET", "/ledger/x/Ab-c")).isFalse();
        assertThat(loaded.allows("web", "POST", "/ledger/entries")).isFalse();
        assertThat(loaded.allows("checkout", "PUT", "/ledger/entries")).isFalse();
        assertThat(loaded.allows("no", "GET", "/ledger/accounts")).isFalse();
    }

    @Test
    void withoutAPathTheTemplateOfTheRouteIsUsedAndSaid() {
        learner.accept(
                events.event("'src_identity':'web','dst_identity':'ledger','path_template':'/ledger/{id}/x,/l/**',"
                        + "'method':'GET','end':'ok','decision':'allow'"));

        assertThat(learner.suggest(1).toYaml())
                .contains("# coarse: no path was recorded of some")
                .contains("\"GET /ledger/*/x\"  # 1, coarse")
                .contains("\"GET /l/**\"  # 1, coarse");
    }

    @Test
    void aTemplateThatNoRuleCanNameIsLeftOutAndSaid() {
        learner.accept(events.event("'src_identity':'web','dst_identity':'ledger','path_template':'/l/*.html',"
                + "'method':'GET','end':'ok','decision':'allow'"));

        SuggestedRules rules = learner.suggest(1);

        assertThat(rules.isEmpty()).isTrue();
        assertThat(rules.leftOut()).hasSize(1);
    }

    @Test
    void whatAnAuditLetThroughIsLearnedUnlessADenyRuleSpokeOfIt() {
        learner.accept(letThrough("not-allowed", "/ledger/a"));
        learner.accept(letThrough("lattice", "/ledger/b"));
        learner.accept(letThrough("deny-rule", "/ledger/c"));

        assertThat(learner.suggest(1).toYaml())
                .contains("/ledger/a", "/ledger/b", "`web` is below what the lattice asks: it needs a gate as well (1)")
                .doesNotContain("/ledger/c")
                .contains("was denied and is not suggested: 1 request");
    }

    @Test
    void whatWasSeenTooSeldomIsLeftOutAndSaid() {
        see("checkout", "POST", "/ledger/entries", "allow");
        see("checkout", "POST", "/ledger/entries", "allow");
        see("checkout", "POST", "/ledger/odd", "allow");

        assertThat(learner.suggest(2).toYaml())
                .doesNotContain("- \"POST /ledger/odd\"")
                .contains("# was seen too seldom: 1 request\n#   1  checkout POST /ledger/odd");
    }

    @Test
    void otherServicesAndDuplicatesAreNoConcern() {
        ReadRecord record = events.checkout("POST", "/ledger/entries", "allow");
        learner.accept(record);
        learner.accept(record);
        learner.accept(events.event("'src_identity':'web','dst_identity':'web','path_template':'/**',"
                + "'method':'GET','end':'ok','decision':'allow'"));

        assertThat(learner.suggest(1).toYaml()).contains("learned from 1 request to");
    }

    @Test
    void aMethodThatNoRuleCanNameCannotBreakTheFile() throws IOException {
        see("checkout", "GET", "/ledger/a", "allow");
        see("checkout", "get\\nx: y", "/ledger/a", "allow");

        assertThat(LoadedSuggestion.of(learner.suggest(1), folder).allows("checkout", "GET", "/ledger/a"))
                .isTrue();
    }

    private ReadRecord letThrough(String decision, String path) {
        return events.event("'src_identity':'web','dst_identity':'ledger','path_template':'/ledger/**','method':'GET',"
                + "'path':'" + path + "','end':'ok','enforced':false,'decision':'" + decision + "'");
    }

    private void see(String caller, String method, String path, String decision) {
        learner.accept(events.event("'src_identity':'" + caller
                + "','dst_identity':'ledger','path_template':'/ledger/**','method':'" + method + "','path':'" + path
                + "','end':'" + (decision.equals("allow") ? "ok" : "denied") + "','decision':'" + decision + "'"));
    }
}
