package dev.gatehouse.telemetry.trace;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Keeps the last thing that OpenTelemetry's exporters said, so that we can say it once, in our own log.
 *
 * <p>They speak through the JDK's logging, of every failure; what a collector answered stands nowhere else.
 */
final class ExporterWords extends Handler {
    // Held: the JDK forgets what was set on a logger that nobody holds.
    private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry.exporter");

    private final SimpleFormatter formatter = new SimpleFormatter();
    private volatile String last = "no answer";

    /** Listens from now on, and keeps them from printing. */
    static ExporterWords listen() {
        ExporterWords words = new ExporterWords();
        EXPORTERS.setUseParentHandlers(false);
        EXPORTERS.addHandler(words);
        return words;
    }

    String last() {
        return last;
    }

    @Override
    public void publish(LogRecord record) {
        String cause = record.getThrown() == null ? "" : " (" + record.getThrown() + ")";
        last = formatter.formatMessage(record).strip() + cause;
    }

    @Override
    public void flush() {
        // Nothing is written.
    }

    @Override
    public void close() {
        EXPORTERS.removeHandler(this);
    }
}
