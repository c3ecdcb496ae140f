package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.GatewaySettings;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.config.ReportingResult;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.KafkaReason;
import dev.gatehouse.telemetry.publish.PropertiesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The broker that a command asks, how to get in there, and what the operator reads when it does not answer.
 *
 * <p>Both may be taken from the files of a gateway; what the command line says goes before them.
 */
final class Broker {
    private static final String USUAL = "127.0.0.1:9092";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The broker to ask (default: " + USUAL + ").")
    private @Nullable String bootstrap;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "How to get in: a file of Kafka's client properties, as its own tools take it.")
    private @Nullable Path clientProperties;

    @Option(
            names = "--config",
            paramLabel = "PATH",
            description = "Ask the broker of a gateway's configuration, and get in as the gateway does.")
    private @Nullable Path config;

    private @Nullable KafkaAccess access;

    String bootstrap() {
        return access().bootstrapServers();
    }

    /** The way in that the operator named. */
    KafkaAccess access() {
        KafkaAccess known = access;
        if (known == null) {
            known = read();
            access = known;
        }
        return known;
    }

    private KafkaAccess read() {
        Optional<GatewaySettings.Reporting> gateway =
                Optional.ofNullable(config).map(this::reporting);
        Map<String, String> properties =
                new HashMap<>(gateway.map(GatewaySettings.Reporting::properties).orElse(Map.of()));
        properties.putAll(propertiesOfFile());
        String configured = gateway.map(written -> String.join(",", written.bootstrap()))
                .filter(address -> !address.isEmpty())
                .orElse(USUAL);
        return new KafkaAccess(bootstrap == null ? configured : bootstrap, properties);
    }

    private GatewaySettings.Reporting reporting(Path path) {
        ReportingResult result = new ConfigLoader().reporting(path);
        return result.reporting()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--config: cannot be read\n"
                                + ProblemPrinter.print(result.problems()).stripTrailing()));
    }

    private Map<String, String> propertiesOfFile() {
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
        err.println("no answer from Kafka at " + bootstrap() + ": " + KafkaReason.of(problem));
        err.println("   = help: is it running? `gatehouse demo` starts one; --bootstrap names another,"
                + " --client-properties or --config says how to get in");
        err.flush();
        return ExitCode.PROBLEM;
    }
}
