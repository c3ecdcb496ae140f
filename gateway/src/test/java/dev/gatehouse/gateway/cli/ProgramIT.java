package dev.gatehouse.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: how it starts, how it is stopped, and what it leaves behind. */
@Timeout(300)
class ProgramIT {
    @TempDir
    private Path directory;

    @Test
    void theDemonstrationStopsWhenItIsAskedToAndItsFilesAreAnOrdinaryConfiguration() throws Exception {
        try (Program demo = Program.start(
                "Ready after",
                "demo",
                "--dir",
                directory.toString(),
                "--port",
                "0",
                "--management-port",
                "0",
                "--kafka-port",
                "0")) {
            List<ProcessHandle> children = demo.process().children().toList();
            assertThat(children).hasSize(1);

            Shell check = Shell.run("check", directory.toString());
            assertThat(check.exitCode()).as(check.err()).isZero();
            assertThat(check.out()).contains("4 routes", "4 rulesets", "6 identities", "12 tests", "0 warnings");

            Shell second = Shell.run("run", directory.toString());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("in use");

            assertThat(demo.terminate()).isZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
        // Neither Kafka nor the backends are there any more, and the gateway serves all the same.
        try (Program run = Program.start("management is on port", "run", directory.toString())) {
            assertThat(run.terminate()).isZero();
        }
    }

    @Test
    void aDemonstrationThatIsKilledTakesItsBrokerWithIt() throws Exception {
        try (Program demo = Program.start(
                "Ready after",
                "demo",
                "--dir",
                directory.toString(),
                "--port",
                "0",
                "--management-port",
                "0",
                "--kafka-port",
                "0")) {
            List<ProcessHandle> children = demo.process().children().toList();
            assertThat(children).hasSize(1);

            demo.process().destroyForcibly();

            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** A running gatehouse that has said it is ready. */
    private record Program(Process process) implements AutoCloseable {

        static Program start(String readiness, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.gatehouse.gateway.Gatehouse"));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            StringBuilder said = new StringBuilder();
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.contains(readiness)) {
                    return new Program(process);
                }
            }
            throw new AssertionError("it never said `" + readiness + "`:\n" + said);
        }

        /** Sends SIGTERM and answers with the exit code. */
        int terminate() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
