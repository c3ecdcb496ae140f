package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ProblemPrinter;
import java.io.PrintWriter;
import java.util.Optional;

/** How a command comes by a configuration: what is wrong with it is printed, and what follows from that. */
final class Loaded {
    private Loaded() {}

    /** The generation to go on with, its warnings printed; when there is none, the command ends with a problem. */
    static Optional<Generation> from(ConfigResult result, PrintWriter err, String consequence) {
        err.print(ProblemPrinter.print(result.problems()));
        if (result.generation().isEmpty()) {
            err.print(ProblemPrinter.summary(result.problems(), consequence));
        }
        err.flush();
        return result.generation();
    }

    /** The same for a command whose reader does not ask about warnings. */
    static Optional<Generation> withoutWarnings(ConfigResult result, PrintWriter err, String consequence) {
        return result.generation().isPresent() ? result.generation() : from(result, err, consequence);
    }
}
