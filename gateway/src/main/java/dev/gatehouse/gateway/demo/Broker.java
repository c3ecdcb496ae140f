package dev.gatehouse.gateway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker of one node, as a child process on the loopback interface.
 *
 * <p>The child holds the reading end of a pipe whose writing end is ours, and stops when that closes: also when this
 * process is killed and never gets to say so. It ignores signals, because Ctrl-C in a terminal reaches both of us and
 * the last events still have to get in.
 */
final class Broker implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(25);
    private static final String MAIN = "dev.gatehouse.broker.TiedBroker";
    private static final String READY = "ready";

    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Broker start(Path directory, int port) throws DemoProblem, InterruptedException {
        Path log = directory.resolve("kafka.log");
        Broker broker = new Broker(launch(directory, port, log), port);
        try {
            broker.awaitReady(log);
            return broker;
        } catch (DemoProblem | InterruptedException | RuntimeException failure) {
            broker.process.destroyForcibly();
            throw failure;
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    long processId() {
        return process.pid();
    }

    private static Process launch(Path directory, int port, Path log) throws DemoProblem {
        try {
            Path properties = directory.resolve("kafka.properties");
            Files.writeString(
                    properties,
                    Template.named("kafka.properties")
                            .fill(Map.of(
                                    "kafka-port", Integer.toString(port),
                                    "controller-port", Integer.toString(Ports.free()),
                                    "data",
                                            directory
                                                    .resolve("kafka")
                                                    .toAbsolutePath()
                                                    .toString()
                                                    .replace('\\', '/'))));
            return new ProcessBuilder(command(properties))
                    .redirectError(log.toFile())
                    .start();
        } catch (IOException failure) {
            throw new DemoProblem("Kafka cannot be started: " + failure.getMessage(), failure);
        }
    }

    private static List<String> command(Path properties) throws DemoProblem {
        Path home = home();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j.shutdownHookEnabled=false",
                "-cp",
                home.resolve("broker.jar") + File.pathSeparator + home.resolve("lib") + File.separator + "*",
                MAIN,
                properties.toAbsolutePath().toString());
    }

    /** The broker's jars lie beside the program's: {@code gateway/broker/target} beside {@code gateway/target}. */
    private static Path home() throws DemoProblem {
        Path home = ProgramFolder.gateway().resolve("broker").resolve("target");
        if (!Files.exists(home.resolve("broker.jar")) || !Files.isDirectory(home.resolve("lib"))) {
            throw new DemoProblem("the broker's jars are not in " + Shown.path(home)
                    + "; build them with: mvn -DskipTests package -pl gateway/broker");
        }
        return home;
    }

    private void awaitReady(Path log) throws DemoProblem, InterruptedException {
        CompletableFuture<@Nullable String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> readInto(line), "kafka-output");
        reader.setDaemon(true);
        reader.start();
        String seen;
        try {
            seen = line.get(START_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new DemoProblem(
                    "Kafka did not start within " + START_DEADLINE.toSeconds() + " s; see " + Shown.path(log), late);
        } catch (ExecutionException unreadable) {
            throw new DemoProblem("Kafka's output cannot be read", unreadable);
        }
        if (!READY.equals(seen)) {
            throw new DemoProblem("Kafka did not start; the end of " + Shown.path(log) + ":\n" + tail(log));
        }
    }

    private void readInto(CompletableFuture<@Nullable String> firstLine) {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            firstLine.complete(output.readLine());
            // Nobody else empties the pipe, and a full one would stop the broker.
            while (output.readLine() != null) {
                continue;
            }
        } catch (IOException closed) {
            firstLine.completeExceptionally(closed);
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException unreadable) {
            return "(unreadable: " + unreadable.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        boolean ended = false;
        try {
            process.getOutputStream().close();
            ended = process.waitFor(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException alreadyClosed) {
            // Then it has ended, or is ended by force below.
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
    }
}
