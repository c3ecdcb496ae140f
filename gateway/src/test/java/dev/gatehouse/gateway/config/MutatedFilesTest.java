package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedFilesTest {
    private static final String SPECIAL = "{}[]:,-#&*!|>'\"%@`\t\n \\/${}~?";

    private static final Pattern PLAIN_VALUE = Pattern.compile("\"[^\"\\n]*\"|(?<=[:\\[,-] )[^\\s\\[\\]{},#\"]+");
    private static final List<String> WRONG = List.of(
            "~",
            "[]",
            "{}",
            "[a]",
            "{ a: b }",
            "''",
            "'#{1}'",
            "'${UNSET}'",
            "'*'",
            "..",
            "/dev/zero",
            "-1",
            "1e9",
            "true",
            "99999999999999999999",
            "999999999d",
            "P9999999999D",
            "\"\\0\"",
            "\"\\uD800\"",
            "'a b'",
            "'((('",
            "'='",
            "lb://",
            "'https://user@h'",
            "'http://[::1'",
            "'Path={a'",
            "'Cookie=a,('",
            "'Weight=g,-1'",
            "'GET /a/../b'",
            "'level>='",
            "2026-99-99",
            "2026-12-27T00:00Z/2026-12-24T00:00Z",
            "é");

    @TempDir
    private Path folder;

    @Test
    void aDamagedFileIsAcceptedOrRejectedAndNeverThrows() throws Exception {
        WrittenFiles files = new WrittenFiles(folder);
        String whole = WrittenFiles.resource("valid/complete.yaml");
        Random random = new Random(20_261_123);
        int rejected = 0;
        for (int i = 0; i < 1_000; i++) {
            Path written = files.write("damaged.yaml", damaged(whole, random));
            ConfigResult result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> files.load(written));
            if (result.generation().isEmpty()) {
                rejected++;
                assertThat(result.problems()).anyMatch(Problem::isError);
            }
            assertThat(files.printed(result.problems())).isNotEmpty();
        }
        assertThat(rejected).isGreaterThan(100);
    }

    @Test
    void aFileWithBytesOfNoTextIsAcceptedOrRejectedAndNeverThrows() throws Exception {
        WrittenFiles files = new WrittenFiles(folder);
        byte[] whole = WrittenFiles.resource("valid/complete.yaml").getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1_123);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path written = files.write("damaged.yaml", bytes);
            ConfigResult result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> files.load(written));
            assertThat(result.generation().isPresent())
                    .isEqualTo(result.problems().stream().noneMatch(Problem::isError));
        }
    }

    @Test
    void aValueOfTheWrongKindIsAcceptedOrRejectedAndNeverThrows() throws Exception {
        WrittenFiles files = new WrittenFiles(folder);
        String whole = WrittenFiles.resource("valid/complete.yaml");
        List<MatchResult> places = PLAIN_VALUE.matcher(whole).results().toList();
        Random random = new Random(77);
        for (int i = 0; i < 500; i++) {
            MatchResult place = places.get(random.nextInt(places.size()));
            String value = WRONG.get(random.nextInt(WRONG.size()));
            String text = whole.substring(0, place.start()) + value + whole.substring(place.end());
            Path written = files.write("damaged.yaml", text);
            ConfigResult result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> files.load(written));
            assertThat(result.problems())
                    .as("%s at %d: %s", value, place.start(), files.printed(result.problems()))
                    .filteredOn(Problem::isError)
                    .allMatch(problem -> problem.line() > 0)
                    .noneMatch(problem -> problem.message().contains("Exception"));
        }
    }

    private static String damaged(String text, Random random) {
        if (random.nextInt(3) == 0) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            switch (random.nextInt(3)) {
                case 0 -> lines.remove(random.nextInt(lines.size()));
                case 1 -> Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                default -> lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
            }
            return String.join("\n", lines);
        }
        StringBuilder letters = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(letters.length());
            switch (random.nextInt(3)) {
                case 0 -> letters.deleteCharAt(at);
                case 1 -> letters.insert(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                default -> letters.setCharAt(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            }
        }
        return letters.toString();
    }
}
