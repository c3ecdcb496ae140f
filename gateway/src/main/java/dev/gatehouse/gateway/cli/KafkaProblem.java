package dev.gatehouse.gateway.cli;

import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;

/** What the operator reads when Kafka does not answer. */
final class KafkaProblem {
    private KafkaProblem() {}

    static void tell(PrintWriter err, String bootstrap, KafkaException problem) {
        err.println("no answer from Kafka at " + bootstrap + ": " + problem.getMessage());
        err.println("   = help: is it running? `gatehouse demo` starts one; --bootstrap names another");
        err.flush();
    }
}
