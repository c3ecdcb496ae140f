package dev.gatehouse.gateway.cli;

import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The broker that a command asks, and what the operator reads when it does not answer. */
final class Broker {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "The broker to ask (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    String bootstrap() {
        return bootstrap;
    }

    /** Tells that it does not answer, and how to end for that. */
    int unanswered(PrintWriter err, KafkaException problem) {
        err.println("no answer from Kafka at " + bootstrap + ": " + problem.getMessage());
        err.println("   = help: is it running? `gatehouse demo` starts one; --bootstrap names another");
        err.flush();
        return ExitCode.PROBLEM;
    }
}
