package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The broker of the demonstration, alone, on the core of the load. It ends when its input does. */
final class KafkaBroker implements AutoCloseable {
    private final Process process;
    private final int port;

    private KafkaBroker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static KafkaBroker start(Path home, Path folder) throws IOException, LoadProblem, InterruptedException {
        Path jars = home.resolve("gateway/broker/target");
        Files.createDirectories(folder);
        int port = FreePort.next();
        Path properties = folder.resolve("kafka.properties");
        Files.writeString(properties, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                log.cleaner.dedupe.buffer.size=2097152
                num.network.threads=2
                num.io.threads=2
                log.segment.bytes=67108864
                log.retention.bytes=536870912
                """.formatted(port, FreePort.next(), folder.resolve("data")));
        List<String> command = new ArrayList<>(Core.LOAD.prefix());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlog4j.shutdownHookEnabled=false",
                "-cp",
                jars.resolve("broker.jar") + File.pathSeparator + jars.resolve("lib") + File.separator + "*",
                "dev.gatehouse.broker.TiedBroker",
                properties.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("kafka.log").toFile())
                .redirectOutput(folder.resolve("kafka.out").toFile())
                .start();
        KafkaBroker broker = new KafkaBroker(process, port);
        if (!OpenPort.await(port, process::isAlive)) {
            broker.close();
            throw new LoadProblem("Kafka did not start; see " + folder.resolve("kafka.log"));
        }
        return broker;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(25, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException alreadyClosed) {
            // Then it has ended, or is ended by force.
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
