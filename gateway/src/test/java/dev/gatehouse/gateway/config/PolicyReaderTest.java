package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
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
