package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    @TempDir
    private Path folder;

    private WrittenFiles files;

    @BeforeEach
    void makeFolder() throws IOException {
        files = new WrittenFiles(folder);
    }

    @Test
    void aLargeFileIsRefusedUnread() {
        assertThat(messages("#".repeat(10 * 1024 * 1024))).containsExactly("larger than 8 MiB");
    }

    @Test
    void aHundredThousandBracketsAreOneProblem() {
        assertThat(messages("a: " + "[".repeat(100_000))).containsExactly("nested more than 40 levels deep");
        assertThat(messages("? ".repeat(100_000))).containsExactly("nested more than 40 levels deep");
    }

    @Test
    void aMillionValuesAreOneProblem() {
        assertThat(messages("a: [" + "b,".repeat(1_000_001) + "]"))
                .containsExactly("more than 1000000 values in one file");
    }

    @Test
    void aLongValueIsOneProblem() {
        assertThat(messages("a: " + "b".repeat(16_385))).containsExactly("longer than 16384 characters");
    }

    @Test
    void longNamesAreNotComparedAndNotPrintedInFull() {
        String name = "b".repeat(10_000);
        String text =
                WrittenFiles.resource("valid/least.yaml") + "identities: { anonymous: { level: " + name + " } }\n";

        assertThat(messages(text))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("identity `anonymous`: unknown level `bbb")
                        .hasSizeLessThan(1_000));
    }

    @Test
    void theListOfProblemsHasAnEnd() {
        List<String> messages = messages("a: 1\n".repeat(2_000));

        assertThat(messages).hasSize(501).last().isEqualTo("more than 500 problems");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatNeverEndsIsNotRead() {
        assertThat(files.load(Path.of("/dev/zero")).problems())
                .extracting(Problem::message)
                .containsExactly("neither a file nor a folder");
        String text = WrittenFiles.resource("valid/least.yaml").replace("[public]", """
                [public]
                  issuers: { sso: { issuer: sso, jwks: /dev/zero, audiences: [shop] } }
                """);
        assertThat(messages(text)).containsExactly("`jwks` must be the path of a file, not `/dev/zero`");
    }

    private List<String> messages(String text) {
        Path written = files.write("hostile.yaml", text);
        ConfigResult result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> files.load(written));
        assertThat(result.generation()).isEmpty();
        return result.problems().stream().map(Problem::message).toList();
    }
}
