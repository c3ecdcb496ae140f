package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code config/invalid} prints what stands in the {@code .expected} file beside it.
 *
 * <p>With {@code -Dgatehouse.golden=write} the expected files are written anew; read the difference before you
 * commit it.
 */
class InvalidFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/config/invalid");

    @TempDir
    private static Path folder;

    private static WrittenFiles files;

    @BeforeAll
    static void issueCertificates() throws IOException {
        files = new WrittenFiles(folder);
    }

    static List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(GOLDEN)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anInvalidFileIsRejectedWithTheExpectedWords(String name) throws IOException {
        Path written = files.write(name + ".yaml", Files.readString(GOLDEN.resolve(name + ".yaml")));

        ConfigResult result = files.load(written);

        assertThat(result.generation()).isEmpty();
        String printed = files.printed(result.problems());
        Path expected = GOLDEN.resolve(name + ".expected");
        if ("write".equals(System.getProperty("gatehouse.golden"))) {
            Files.writeString(expected, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(expected));
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertThat(names()).hasSizeGreaterThan(50);
    }

    @Test
    void fiveMistakesAreFiveLocatedProblems() {
        Path written = files.write("five.yaml", WrittenFiles.resource("invalid/five-mistakes.yaml"));

        List<Problem> problems = files.load(written).problems();

        assertThat(problems).filteredOn(Problem::isError).hasSize(5).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
        });
    }
}
