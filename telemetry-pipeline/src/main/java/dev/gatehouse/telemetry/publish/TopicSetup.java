package dev.gatehouse.telemetry.publish;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Sees to it that the topics are there, at the start and whenever a sender doubts it.
 *
 * <p>Works in the background until a broker answered, so that a start never waits for Kafka, and until then the senders
 * hold back: sending would make the broker create the topics in its own shape. A broker that says no for want of rights
 * settles the matter, too: then the topics are somebody else's to create. A broker that does not know us, or that we do
 * not trust, settles nothing.
 */
final class TopicSetup implements Runnable {
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final long BETWEEN_CHECKS_MILLIS = 2000;

    private final KafkaAccess kafka;
    private final TopicLayout layout;
    private final PartitionCounts partitions;
    private final TopicTalk talk = new TopicTalk();
    private final Semaphore doubts = new Semaphore(0);
    private final Thread thread;

    TopicSetup(KafkaAccess kafka, TopicLayout layout, PartitionCounts partitions) {
        this.kafka = kafka;
        this.layout = layout;
        this.partitions = partitions;
        this.thread = new Thread(this, "gatehouse-telemetry-topics");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** Asks for another look, from any thread and as often as one likes; never waits. */
    void recheck() {
        if (doubts.availablePermits() == 0) {
            doubts.release();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                checkUntilDone();
                partitions.settle();
                TimeUnit.MILLISECONDS.sleep(BETWEEN_CHECKS_MILLIS);
                doubts.acquire();
                doubts.drainPermits();
            }
        } catch (InterruptedException e) {
            // The gateway stops; what was not sent by now is the senders' to count.
            Thread.currentThread().interrupt();
        }
    }

    private void checkUntilDone() throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (!isDone()) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
        talk.settled();
    }

    private boolean isDone() throws InterruptedException {
        Admin admin = null;
        try {
            admin = kafka.admin("gatehouse-topics");
            return new TopicCheck(admin, layout, partitions, talk).isDone();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            talk.waits(e);
            return e.getCause() instanceof AuthorizationException;
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }
}
