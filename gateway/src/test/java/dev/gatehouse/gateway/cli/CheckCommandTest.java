package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyProblemIsListedWithItsPlaceAndTheExitCodeSaysSo() throws IOException {
        Path file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, "version: 1\ngatewy: {}\nrutes: []\n");

        Shell shell = Shell.run("check", file.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .contains(":2:1: ", "`gatewy`", ":3:1: ", "`rutes`")
                .containsPattern("\\d+ problems; this configuration would not start");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAProblemAndNotAStackTrace() {
        Shell shell = Shell.run("check", folder.resolve("nowhere.yaml").toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("nowhere.yaml: no such file").contains("1 problem;");
    }

    @Test
    void runRefusesWhatCheckRefuses() throws IOException {
        Path file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, "version: 2\n");

        Shell shell = Shell.run("run", file.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("nothing was started");
    }

    @Test
    void withoutAPathItIsUsedWrongly() {
        assertThat(Shell.run("check").exitCode()).isEqualTo(2);
    }
}
