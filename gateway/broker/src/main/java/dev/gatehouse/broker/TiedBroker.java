package dev.gatehouse.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * Runs a real Kafka broker for as long as somebody holds the other end of our standard input.
 *
 * <p>Takes one argument, the properties file. Formats the data folder if nobody has, starts, writes one line,
 * {@value #READY}, to standard output, and stops when standard input ends: whoever started us has then asked us to
 * stop, or is gone, however it died. A signal alone does not stop the broker, because Ctrl-C in a terminal reaches the
 * parent and us at once, and the parent still has events to hand over.
 */
public final class TiedBroker {
    /** The line that says the broker answers. */
    public static final String READY = "ready";

    private static final String CLUSTER_ID = "R2F0ZWhvdXNlLURlbW8tMQ";
    private static final long STOP_SECONDS = 20;

    private TiedBroker() {}

    public static void main(String[] arguments) {
        CountDownLatch parentIsGone = new CountDownLatch(1);
        Thread watch = new Thread(() -> drain(System.in, parentIsGone), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        // Holds up a signal until the parent has let go; the main thread then ends the process itself.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> haltAfterGrace(parentIsGone), "wait-for-parent"));
        // A start that hangs must not outlive the parent either.
        Thread last = new Thread(() -> haltAfterGrace(parentIsGone), "last-resort");
        last.setDaemon(true);
        last.start();
        Runtime.getRuntime().halt(serve(Path.of(arguments[0]), parentIsGone));
    }

    private static int serve(Path file, CountDownLatch parentIsGone) {
        try {
            Properties properties = read(file);
            if (!isFormatted(properties) && format(file) != 0) {
                return 1;
            }
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            System.out.println(READY);
            await(parentIsGone);
            server.shutdown();
            server.awaitShutdown();
            return 0;
        } catch (IOException | RuntimeException failure) {
            System.err.println("the broker did not start: " + failure);
            return 1;
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
            properties.load(text);
        }
        return properties;
    }

    private static boolean isFormatted(Properties properties) {
        return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
    }

    private static int format(Path file) {
        String[] arguments = {"format", "--cluster-id", CLUSTER_ID, "--config", file.toString()};
        return StorageTool.execute(arguments, System.err);
    }

    private static void drain(InputStream input, CountDownLatch ended) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // As good as the end.
        } finally {
            ended.countDown();
        }
    }

    private static void haltAfterGrace(CountDownLatch parentIsGone) {
        await(parentIsGone);
        await(new CountDownLatch(1), STOP_SECONDS);
        Runtime.getRuntime().halt(1);
    }

    private static void await(CountDownLatch latch) {
        await(latch, Long.MAX_VALUE);
    }

    private static void await(CountDownLatch latch, long seconds) {
        try {
            latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
