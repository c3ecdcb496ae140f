package dev.gatehouse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demonstration of our own, in a process of its own, and the broker that it started. Only these two are ever paused
 * or killed.
 */
final class DemoProcess implements AutoCloseable {
    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 60;
    private static final Pattern BROKER = Pattern.compile("Kafka on 127\\.0\\.0\\.1:(\\d+), process (\\d+)");
    private static final Pattern GATEWAY = Pattern.compile("gateway on port (\\d+), management on (\\d+)");
    private static final String READY = "Ready after";

    private final Path home;
    private final Path directory;
    private final Process process;
    private final CountDownLatch said = new CountDownLatch(1);
    private volatile int port;
    private volatile int managementPort;
    private volatile int kafkaPort;
    private volatile long brokerPid;

    private DemoProcess(Path home, Path directory, Process process) {
        this.home = home;
        this.directory = directory;
        this.process = process;
    }

    /** Starts one in a folder; with a Kafka port of 0, on any. */
    static DemoProcess start(Path home, Path directory, int kafkaPort) throws LoadProblem, InterruptedException {
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(
                            home.resolve("gatehouse").toString(),
                            "demo",
                            "--dir",
                            directory.toString(),
                            "--port",
                            "0",
                            "--management-port",
                            "0",
                            "--kafka-port",
                            Integer.toString(kafkaPort))
                    .redirectErrorStream(true)
                    .start();
            // A run that is broken off leaves nothing behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            DemoProcess demo = new DemoProcess(home, directory, process);
            demo.listen();
            return demo;
        } catch (IOException failure) {
            throw new LoadProblem("the demo cannot be started: " + failure.getMessage(), failure);
        }
    }

    private void listen() throws LoadProblem, InterruptedException {
        Thread listener = new Thread(this::read, "demo-output");
        listener.setDaemon(true);
        listener.start();
        if (!said.await(START_SECONDS, TimeUnit.SECONDS) || port == 0) {
            process.destroyForcibly();
            throw new LoadProblem("the demo did not start; see " + directory.resolve("demo.log"));
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                var log = Files.newBufferedWriter(directory.resolve("demo.log"))) {
            String line = lines.readLine();
            while (line != null) {
                log.write(line + "\n");
                log.flush();
                note(line);
                line = lines.readLine();
            }
        } catch (IOException ended) {
            // As the process has.
        } finally {
            said.countDown();
        }
    }

    private void note(String line) {
        Matcher broker = BROKER.matcher(line);
        if (broker.find()) {
            kafkaPort = Integer.parseInt(broker.group(1));
            brokerPid = Long.parseLong(broker.group(2));
        }
        Matcher gateway = GATEWAY.matcher(line);
        if (gateway.find()) {
            managementPort = Integer.parseInt(gateway.group(2));
            port = Integer.parseInt(gateway.group(1));
        }
        if (line.contains(READY)) {
            said.countDown();
        }
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    int kafkaPort() {
        return kafkaPort;
    }

    /** The command line of its broker, to start it again with. */
    List<String> brokerCommand() throws LoadProblem {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(brokerPid), "cmdline"))
                    .split("\0"));
        } catch (IOException failure) {
            throw new LoadProblem("the broker's command line cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Sends a signal, such as STOP, to the broker. */
    void signalBroker(String signal) throws LoadProblem, InterruptedException {
        signal(signal, brokerPid);
    }

    /** Takes the gateway away as a crash would; its broker ends with it. */
    void kill() throws LoadProblem, InterruptedException {
        // The launcher has become the program itself, so this is the gateway and no shell.
        signal("KILL", process.pid());
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        awaitEnd(brokerPid);
    }

    private static void signal(String signal, long pid) throws LoadProblem, InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
            if (kill.waitFor() != 0) {
                throw new LoadProblem("process " + pid + " cannot be sent " + signal);
            }
        } catch (IOException failure) {
            throw new LoadProblem("no signal can be sent: " + failure.getMessage(), failure);
        }
    }

    static void awaitEnd(long pid) throws InterruptedException {
        long stopAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && System.nanoTime() - stopAt < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    long brokerPid() {
        return brokerPid;
    }

    /** Runs a command of the program against its broker, and gives what it printed, with its exit code first. */
    Printed run(String... arguments) throws LoadProblem, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("gatehouse").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--bootstrap", "127.0.0.1:" + kafkaPort));
        try {
            Process ran = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(ran.getInputStream().readAllBytes(), UTF_8);
            return new Printed(ran.waitFor(), text);
        } catch (IOException failure) {
            throw new LoadProblem("the program cannot be run: " + failure.getMessage(), failure);
        }
    }

    /** What a command printed and how it ended. */
    record Printed(int exit, String text) {}

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
