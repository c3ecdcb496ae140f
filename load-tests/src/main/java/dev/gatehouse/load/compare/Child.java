package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.load.LoadProblem;
import dev.gatehouse.load.ProcessCpu;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that we started, pinned to one core, and those that it started in turn. */
final class Child implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        // A run that is broken off leaves nothing behind.
        atExit = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static Child start(Core core, Path log, Map<String, String> environment, List<String> command) throws LoadProblem {
        List<String> pinned = new ArrayList<>(core.prefix());
        pinned.addAll(command);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            return new Child(builder.start(), log);
        } catch (IOException failure) {
            throw new LoadProblem(command.get(0) + " cannot be started: " + failure.getMessage(), failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** User and system time of all of them since they began. */
    long cpuMicros() {
        return all().mapToLong(one -> ProcessCpu.of(one.pid()).micros().orElse(0))
                .sum();
    }

    /** Bytes in memory. */
    long residentBytes() {
        return all().mapToLong(one -> Resident.bytes(Path.of("/proc", Long.toString(one.pid()))))
                .sum();
    }

    long id() {
        return process.pid();
    }

    /** The last lines that it wrote, for the person who has to find out why it did not start. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    private void stop() {
        List<ProcessHandle> own = all().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                own.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException impatient) {
            own.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
