package dev.gatehouse.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds the number of events against the number of answers. Events come later than answers, so it waits for them. */
final class EventCount {
    private static final Duration SETTLE_DEADLINE = Duration.ofSeconds(30);
    // Longer than the gateway's producer lingers: whoever is late has arrived, and so have those who are too many.
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final EventTopic topic;
    private final long before;

    private EventCount(EventTopic topic, long before) {
        this.topic = topic;
        this.before = before;
    }

    /** Begins to count once the events of earlier requests have arrived. */
    static EventCount begin(EventTopic topic) throws LoadProblem, InterruptedException {
        return new EventCount(topic, settled(topic, topic.end()));
    }

    /** Waits until there are as many events as answers, and then whether there are more; or for the deadline. */
    long await(long answers, Duration deadline) throws LoadProblem, InterruptedException {
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        long end = topic.end();
        while (end - before < answers && System.nanoTime() - giveUpAt < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            end = topic.end();
        }
        return settled(topic, end) - before;
    }

    private static long settled(EventTopic topic, long known) throws LoadProblem, InterruptedException {
        long giveUpAt = System.nanoTime() + SETTLE_DEADLINE.toNanos();
        long end = known;
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET.toNanos() && System.nanoTime() - giveUpAt < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            long now = topic.end();
            if (now != end) {
                end = now;
                quietSince = System.nanoTime();
            }
        }
        return end;
    }
}
