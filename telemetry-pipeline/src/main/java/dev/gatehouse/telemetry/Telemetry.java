package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidSource;
import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLedger;
import dev.gatehouse.telemetry.ring.Recorder;
import dev.gatehouse.telemetry.ring.Rings;
import dev.gatehouse.telemetry.signals.GoldenSignals;
import dev.gatehouse.telemetry.signals.RequestMeters;
import dev.gatehouse.telemetry.signals.Saturation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The ledger of the house: takes what happened from the event loops and brings it to Kafka.
 *
 * <p>Nothing that an event loop calls here ever waits, and nothing depends on Kafka being there: without it, events wait
 * in bounded queues, and then they are counted as lost, each with its reason.
 *
 * <p>Safe for any thread; a {@link Recorder} belongs to one.
 */
public final class Telemetry implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    // What waits for a sender waits in memory.
    private static final long MOST_CONFIG_CHARS = 16 * 1024 * 1024;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Origin origin;
    private final Rings rings;
    private final Publisher publisher;
    private final Saturation saturation;
    private final Journal journal;
    private final DrainThread drain;
    private final ThreadLocal<Recorder> recorders;
    private volatile LongSupplier inFlight = () -> 0;
    private boolean isClosed;

    private Telemetry(TelemetrySettings settings, MeterRegistry registry, InstantSource clock) {
        origin = new Origin(settings.gatewayId(), new UuidSource().nextText(clock.millis()));
        rings = new Rings(settings.ringSlots());
        recorders = ThreadLocal.withInitial(rings::newRecorder);
        publisher = new Publisher(
                settings.bootstrapServers(),
                settings.clientProperties(),
                settings.topics(),
                settings.queueRecords(),
                origin);
        saturation = new Saturation(registry);
        saturation.add("ring", rings::saturation);
        saturation.add("queue", publisher::saturation);
        GoldenSignals signals =
                new GoldenSignals(origin, settings.window(), clock.millis(), saturation, () -> inFlight.getAsLong());
        journal = new Journal(origin, publisher, this::lost, clock);
        Drain reader = new Drain(origin, publisher, signals, new RequestMeters(registry), settings.allowSampleRate());
        drain = new DrainThread(rings, reader, signals, journal, clock);
        TelemetryMeters.register(registry, rings, publisher);
    }

    /** Starts the pipeline; returns at once, whether Kafka is there or not. */
    public static Telemetry start(TelemetrySettings settings, MeterRegistry registry, InstantSource clock) {
        Telemetry telemetry = new Telemetry(settings, registry, clock);
        telemetry.publisher.start();
        telemetry.drain.start();
        telemetry.tell("start");
        return telemetry;
    }

    /** The calling thread's recorder, made when it is asked for first. */
    public Recorder recorder() {
        return recorders.get();
    }

    /** A recorder of its own for whoever keeps it, one for each event loop. */
    public Recorder newRecorder() {
        return rings.newRecorder();
    }

    /** Names something that can fill up; asked by the drain thread several times in a window. */
    public void saturation(String name, DoubleSupplier zeroToOne) {
        saturation.add(name, zeroToOne);
    }

    /** Tells how many requests are being served just now; asked by the drain thread. */
    public void inFlight(LongSupplier requests) {
        inFlight = requests;
    }

    /** Publishes that the gateway serves. */
    public void ready() {
        tell("ready");
    }

    /** Publishes that the gateway takes no new requests. */
    public void draining() {
        tell("drain");
    }

    /**
     * Publishes what is served, so that who looks at an event later can read the rules that it was judged by. For
     * the thread that starts the gateway; false if the configuration is too large to be published.
     */
    public boolean config(ServedConfig config) {
        long chars =
                config.files().stream().mapToLong(file -> file.text().length()).sum();
        return chars <= MOST_CONFIG_CHARS && drain.ask(() -> journal.config(config));
    }

    private void tell(String phase) {
        drain.ask(() -> journal.turn(phase, counts()));
    }

    /** The UUID of this start, in every record. */
    public String bootId() {
        return origin.bootId();
    }

    /** What became of the request events so far. */
    public Counts counts() {
        TopicLedger requests = publisher.ledger().of(Topic.REQUESTS);
        Map<LossReason, Long> lost = new EnumMap<>(LossReason.class);
        for (LossReason reason : LossReason.values()) {
            lost.put(reason, lostOf(requests, reason));
        }
        return new Counts(
                rings.finished(),
                rings.dropped(),
                requests.countProduced() - requests.countLost(LossReason.ENCODE_FAILED),
                requests.countAcknowledged(),
                requests.countPending() + rings.waiting(),
                lost);
    }

    private long lost(LossReason reason) {
        return lostOf(publisher.ledger().of(Topic.REQUESTS), reason);
    }

    private long lostOf(TopicLedger requests, LossReason reason) {
        return requests.countLost(reason) + (reason == LossReason.RING_FULL ? rings.dropped() : 0);
    }

    /** What became of the records of one topic. */
    public TopicLedger ledger(Topic topic) {
        return publisher.ledger().of(topic);
    }

    /** Waits until everything handed over was acknowledged or counted as lost; false if the deadline came first. */
    public boolean flush(Duration deadline) {
        long stopAt = System.nanoTime() + deadline.toNanos();
        while (rings.waiting() + publisher.ledger().pending() > 0) {
            if (System.nanoTime() - stopAt >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Closes within five seconds. */
    @Override
    public void close() {
        close(CLOSE_DEADLINE);
    }

    /** Takes no more events, sends what is here until the deadline, and counts the rest as lost. */
    public synchronized void close(Duration deadline) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        long stopAt = System.nanoTime() + deadline.toNanos();
        rings.close();
        tell("stop");
        try {
            drain.stop(deadline);
            publisher.stop(Duration.ofNanos(Math.max(0, stopAt - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
