package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCpuTest {
    @TempDir
    private Path directory;

    @Test
    void addsUserAndSystemTimeWhateverTheProcessIsCalled() throws IOException {
        Files.createDirectories(directory.resolve("42"));
        Files.writeString(
                directory.resolve("42/stat"),
                "42 (a ) b (c) S 1 42 42 0 -1 4194304 9000 0 3 0 150 25 7 8 20 0 31 0 12345 1 2 3\n");

        assertThat(new ProcessCpu(directory, 42).micros()).hasValue(1_750_000);
    }

    @Test
    void saysNothingWhereThereIsNoSuchFile() throws IOException {
        Files.createDirectories(directory.resolve("43"));
        Files.writeString(directory.resolve("43/stat"), "43 (cut short) S 1 2\n");

        assertThat(new ProcessCpu(directory, 42).micros()).isEmpty();
        assertThat(new ProcessCpu(directory, 43).micros()).isEmpty();
    }

    @Test
    void readsTheIdThatTheDemonstrationWrote() throws IOException {
        Files.writeString(directory.resolve("gatehouse.pid"), "none\n");

        GatewayProcess process = GatewayProcess.find(0, directory);

        assertThat(process.pid()).isEmpty();
        assertThat(process.absence()).contains("no process id in").contains("--pid");
    }
}
