package dev.gatehouse.telemetry.publish;

import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;

/** The part of a failure of Kafka's clients that tells an operator what to do, in one line. */
public final class KafkaReason {
    private static final int DEEPEST = 16;
    private static final Pattern IS_NOTHING = Pattern.compile("(?s)\\s*|.*:\\s*null");

    private static final Pattern PROPERTY = Pattern.compile("for configuration ([A-Za-z0-9._-]{1,100})");

    private KafkaReason() {}

    /** The kind and the message of the failure, or of its cause where the failure itself only says that it failed. */
    public static String of(Throwable failure) {
        Throwable told = unwrapped(failure);
        if (mayHoldValue(told)) {
            return unprinted(told);
        }
        String line = told.getMessage() == null ? "" : oneLine(told.getMessage());
        String kind = told.getClass().getSimpleName();
        if (line.isEmpty()) {
            return kind;
        }
        // What was worded by us is not named again.
        String sentence = told.getClass() == KafkaException.class ? line : kind + ": " + line;
        String cause = told instanceof AuthenticationException ? deepest(told) : line;
        return line.equals(cause) ? sentence : sentence + " (" + cause + ")";
    }

    private static boolean mayHoldValue(Throwable told) {
        return told instanceof ConfigException
                || (told instanceof IllegalArgumentException
                        && !String.valueOf(told.getMessage()).startsWith("Could not find a"));
    }

    /** Kafka repeats the value that it does not take, and a value may be a secret. */
    private static String unprinted(Throwable told) {
        String message = String.valueOf(told.getMessage());
        Matcher property = PROPERTY.matcher(message);
        String which = message.contains("JAAS") ? "the JAAS login" : "a property";
        which = property.find() ? "`" + property.group(1) + "`" : which;
        return told.getClass().getSimpleName() + ": " + which
                + " of the client has a value that cannot be used; it is not shown";
    }

    /** The kind of failure alone, which is the same for all attempts that fail alike. */
    static String kindOf(Throwable failure) {
        return unwrapped(failure).getClass().getSimpleName();
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable told = failure;
        for (int depth = 0; depth < DEEPEST && told.getCause() != null && isWrapping(told); depth++) {
            told = told.getCause();
        }
        return told;
    }

    /** The message of the innermost cause that says something. */
    static String deepest(Throwable failure) {
        String told = "";
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            if (cause.getMessage() != null
                    && !IS_NOTHING.matcher(cause.getMessage()).matches()) {
                told = oneLine(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return told;
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static boolean isWrapping(Throwable failure) {
        return failure instanceof ExecutionException
                || failure.getClass() == KafkaException.class
                || failure.getClass() == RuntimeException.class;
    }
}
