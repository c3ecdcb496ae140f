package dev.gatehouse.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What the shell sees of a failure that no command expected: one line, and the stack trace only if
 * {@code GATEHOUSE_DEBUG} is set, because it is for us and not for the operator.
 */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        err.println("gatehouse " + command.getCommandName() + ": " + sentence(failure));
        if (System.getenv("GATEHOUSE_DEBUG") == null) {
            err.println("   = help: set GATEHOUSE_DEBUG=1 to see where it came from");
        } else {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            err.print(trace);
        }
        err.flush();
        return ExitCode.PROBLEM;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        return "failed with "
                + failure.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT);
    }
}
