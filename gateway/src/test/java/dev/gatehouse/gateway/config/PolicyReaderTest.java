package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {
    @TempDir
    private Path folder;

    private WrittenFiles files;

    @BeforeEach
    void issueCertificates() throws IOException {
        files = new WrittenFiles(folder);
    }

    @Test
    void everyRuleAndGateKnowsWhereItIsWritten() {
        PolicySource source = complete();

        assertThat(source.rulesets().get(0).allow().get(0).position()).isEqualTo(placeOf("{ name: browse,"));
        assertThat(source.rulesets().get(1).allow().get(0).position()).isEqualTo(placeOf("name: post-entries"));
        assertThat(source.rulesets().get(1).deny().get(0).position()).isEqualTo(placeOf("name: year-end-freeze"));
        assertThat(source.gates().get(0).position()).isEqualTo(placeOf("from: checkout\n    to: ledger"));
    }

    @Test
    void aTestOfARulesetIsReadWithItsPlace() {
        List<TestSource> tests = complete().rulesets().get(1).tests();

        assertThat(tests)
                .containsExactly(
                        new TestSource(
                                "web",
                                null,
                                "GET /ledger/accounts",
                                Map.of(),
                                Map.of(),
                                null,
                                null,
                                "deny",
                                "internal may not call restricted",
                                placeOf("{ from: web, send: GET /ledger/accounts")),
                        new TestSource(
                                "checkout",
                                "ledger",
                                "POST /ledger/entries",
                                Map.of("X-Tenant", List.of("a"), "x-region", List.of("eu")),
                                Map.of("groups", List.of("staff", "night"), "sub", List.of("someone")),
                                AddressPrefix.of(new byte[] {10, 0, 0, 7}, 32, "10.0.0.7"),
                                "2026-12-24",
                                "deny year-end-freeze",
                                "CHG-1182",
                                placeOf("from: checkout\n        on-behalf-of")));
    }

    @Test
    void aNeverLineIsReadWithItsPlaceWhetherItNamesOneOrMany() {
        assertThat(complete().never())
                .containsExactly(
                        new NeverSource(
                                List.of("ledger"),
                                List.of("public"),
                                List.of(),
                                placeOf("{ reach: ledger, from: public }")),
                        new NeverSource(
                                List.of("ledger", "restricted"),
                                List.of("public", "web"),
                                List.of("checkout"),
                                placeOf("{ reach: [ledger, restricted]")));
    }

    private PolicySource complete() {
        Path written = files.write("complete.yaml", WrittenFiles.resource("valid/complete.yaml"));
        return files.load(written).generation().orElseThrow().policy().source();
    }

    /** The place of these words, counted by hand: lines and columns from 1. */
    private String placeOf(String words) {
        String text = WrittenFiles.resource("valid/complete.yaml");
        String before = text.substring(0, text.indexOf(words));
        long line = 1 + before.chars().filter(letter -> letter == '\n').count();
        return folder + "/complete.yaml:" + line + ":" + (before.length() - before.lastIndexOf('\n'));
    }
}
