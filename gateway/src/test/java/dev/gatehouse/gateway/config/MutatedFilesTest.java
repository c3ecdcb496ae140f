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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedFilesTest {
    private static final String SPECIAL = "{}[]:,-#&*!|>'\"%@`\t\n \\/${}~?";

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
