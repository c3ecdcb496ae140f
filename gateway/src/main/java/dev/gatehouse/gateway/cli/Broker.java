package dev.gatehouse.gateway.cli;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.KafkaReason;
import dev.gatehouse.telemetry.publish.PropertiesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The broker that a command asks, how to get in there, and what the operator reads when it does not answer. */
final class Broker {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "The broker to ask (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "How to get in: a file of Kafka's client properties, as its own tools take it.")
    private @Nullable Path clientProperties;

    String bootstrap() {
        return bootstrap;
    }

    /** The way in, with the properties that the operator named. */
    KafkaAccess access() {
        return new KafkaAccess(bootstrap, properties());
    }

    private Map<String, String> properties() {
        if (clientProperties == null) {
            return Map.of();
        }
        try {
            return PropertiesFile.read(clientProperties);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "--client-properties: " + e.getMessage(), e);
        }
    }

    /** Tells that it does not answer, and how to end for that. */
    int unanswered(PrintWriter err, KafkaException problem) {
        err.println("no answer from Kafka at " + bootstrap + ": " + KafkaReason.of(problem));
        err.println("   = help: is it running? `gatehouse demo` starts one; --bootstrap names another,"
                + " --client-properties says how to get in");
        err.flush();
        return ExitCode.PROBLEM;
    }
}
