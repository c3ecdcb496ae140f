package dev.gatehouse.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison itself, in small, with the rivals that are here. */
class CompareIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAnOrigin() {
        assumeTrue(Installed.find("nginx").isPresent(), "nginx is not installed");
        assumeTrue(Installed.find("haproxy").isPresent(), "haproxy is not installed");
        assumeTrue(Installed.find("taskset").isPresent(), "taskset is not installed");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is only one core");
    }

    @Test
    void letsTheRivalsDoEachWorkAndWritesDownWhatItSaw() throws IOException {
        int code = compare("--only", "P,M,M+,R1000,B10k,H2,C,W", "--rivals", "nginx,haproxy", "--runs", "1");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        Path results = onlyFolderIn(folder.resolve("results"));
        for (String work : List.of("P", "M", "M+", "R1000", "B10k", "H2", "C", "W")) {
            assertThat(results.resolve("compare.md")).content().contains("\n## " + work + ": ");
        }
        assertThat(results.resolve("compare.md")).content().contains("| nginx | ", "| HAProxy | ");
        assertThat(results.resolve("compare.json")).content().contains("\"cpuMicros\"");
        assertThat(results.resolve("compare.svg")).content().startsWith("<svg ");
    }

    @Test
    void namesWhomItMisses() {
        // Nobody has built one there.
        int code = compare("--only", "P", "--rivals", "nginx,scg", "--runs", "1");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("Spring Cloud Gateway is absent and skipped");
    }

    private int compare(String... arguments) {
        CommandLine command =
                Compare.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--requests", "200", "--warmup", "0", "--home", folder.toString()));
        all.addAll(List.of("--dir", folder.resolve("dir").toString()));
        all.addAll(List.of("--results", folder.resolve("results").toString()));
        return command.execute(all.toArray(String[]::new));
    }

    private static Path onlyFolderIn(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> found = folders.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
