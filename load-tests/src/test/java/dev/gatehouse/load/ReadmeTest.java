package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final String COMMAND = "load-tests/run";

    @Test
    void everyCommandOfTheReadmeIsUnderstood() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.replaceFirst("#.*", "").strip())
                .toList();

        assertThat(lines).hasSize(4);
        for (String line : lines) {
            String[] words = line.split(" +");
            assertThatCode(() -> LoadTest.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length)))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }
}
