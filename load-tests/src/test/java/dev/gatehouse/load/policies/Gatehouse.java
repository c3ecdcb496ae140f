package dev.gatehouse.load.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged program, started as an operator starts it. */
final class Gatehouse implements AutoCloseable {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder said = new StringBuilder();

    private Gatehouse(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("gatehouse").toString());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** What it said, after it ended. */
    record Ended(int exitCode, String output) {}

    static Ended run(String... arguments) throws IOException, InterruptedException {
        try (Gatehouse gatehouse = new Gatehouse(arguments)) {
            while (gatehouse.next() != null) {
                assertThat(gatehouse.said.length()).isLessThan(10_000_000);
            }
            assertThat(gatehouse.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(gatehouse.process.exitValue(), gatehouse.said.toString());
        }
    }

    static Gatehouse start(String... arguments) throws IOException {
        return new Gatehouse(arguments);
    }

    /** The number at the end of the first line that says this. */
    int portAfter(String words) throws IOException {
        for (String line = next(); line != null; line = next()) {
            if (line.contains(words)) {
                return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new AssertionError("it never said `" + words + "`:\n" + said);
    }

    private @Nullable String next() throws IOException {
        String line = output.readLine();
        said.append(line == null ? "" : line + '\n');
        return line;
    }

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
