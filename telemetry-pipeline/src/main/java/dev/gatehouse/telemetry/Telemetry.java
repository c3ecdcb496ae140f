package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidSource;
import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLedger;
import dev.gatehouse.telemetry.ring.Recorder;
import dev.gatehouse.telemetry.ring.Rings;
import dev.gatehouse.telemetry.signals.CurrentRequest;
import dev.gatehouse.telemetry.signals.GoldenSignals;
import dev.gatehouse.telemetry.signals.RequestMeters;
import dev.gatehouse.telemetry.signals.Saturation;
import dev.gatehouse.telemetry.spool.FormerBoot;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import dev.gatehouse.telemetry.spool.SpoolStore;
import dev.gatehouse.telemetry.spool.SpoolSync;
import dev.gatehouse.telemetry.spool.Writer;
import dev.gatehouse.telemetry.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of the house: takes what happened from the event loops and brings it to Kafka.
 *
 * <p>Nothing that an event loop calls here ever waits, and nothing depends on Kafka being there: without it, records wait
 * in the spool, and when its budget is used up, what gives way is counted as lost, each with its reason and number.
 *
 * <p>Safe for any thread; a {@link Recorder} belongs to one.
 */
public final class Telemetry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final long SYNC_MILLIS = 2000;
    private static final int MOST_TELLINGS = 3;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    // What waits for a sender waits in memory.
    private static final long MOST_CONFIG_CHARS = 16 * 1024 * 1024;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Origin origin;
    private final boolean isPublishing;
    private final SpoolStore spool;
    private final SpoolSync sync;
    private final Thread recovery;
    private final Rings rings;
    private final Publisher publisher;
    private final Saturation saturation;
    private final Journal journal;
    private final @Nullable Tracing tracing;
    private final StrictAudit audit;
    private final DrainThread drain;
    private final ThreadLocal<Recorder> recorders;
    private volatile LongSupplier inFlight = () -> 0;
    private boolean isClosed;
    private volatile boolean isClosing;

    private Telemetry(TelemetrySettings settings, MeterRegistry registry, CurrentRequest current, InstantSource clock) {
        origin = new Origin(settings.gatewayId(), new UuidSource().nextText(clock.millis()));
        isPublishing = settings.hasKafka();
        spool = openSpool(isPublishing ? settings.spool() : SpoolSettings.inMemory());
        sync = new SpoolSync(spool);
        rings = new Rings(settings.ringSlots(), spool.tally());
        recorders = ThreadLocal.withInitial(rings::newRecorder);
        publisher = new Publisher(
                settings.bootstrapServers(), settings.clientProperties(), settings.topics(), spool, origin);
        saturation = new Saturation(registry);
        saturation.add("ring", rings::saturation);
        saturation.add("spool", spool.budget()::saturation);
        GoldenSignals signals =
                new GoldenSignals(origin, settings.window(), clock.millis(), saturation, () -> inFlight.getAsLong());
        journal = new Journal(origin, publisher, this::lost, sync, clock, isPublishing);
        tracing = settings.tracing() == null ? null : Tracing.start(settings.tracing(), origin, registry);
        Drain reader = new Drain(
                origin,
                publisher,
                signals,
                new RequestMeters(registry, current),
                tracing == null ? slot -> {} : tracing::add,
                settings.allowSampleRate(),
                settings.format(),
                isPublishing);
        audit = new StrictAudit(reader, publisher, sync);
        drain = new DrainThread(rings, reader, audit, signals, journal, clock);
        recovery = new Thread(this::recover, "gatehouse-telemetry-recovery");
        recovery.setDaemon(true);
        TelemetryMeters.register(registry, rings, publisher, spool);
    }

    private SpoolStore openSpool(SpoolSettings settings) {
        Writer writer = new Writer(origin.gatewayId(), origin.bootId());
        try {
            try {
                return SpoolStore.open(settings, writer);
            } catch (IOException e) {
                // Requests must be served whatever the disk says.
                LOG.error(
                        "telemetry spool not opened, what waits for Kafka waits in memory directory={} reason={}",
                        settings.directory(),
                        e.toString());
                return SpoolStore.open(SpoolSettings.inMemory(), writer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the pipeline; returns at once, whether Kafka is there or not. */
    public static Telemetry start(TelemetrySettings settings, MeterRegistry registry, InstantSource clock) {
        return start(settings, registry, new CurrentRequest(), clock);
    }

    /** The same, for a registry that keeps examples: it is told of each request while its numbers are recorded. */
    public static Telemetry start(
            TelemetrySettings settings, MeterRegistry registry, CurrentRequest current, InstantSource clock) {
        Telemetry telemetry = new Telemetry(settings, registry, current, clock);
        if (telemetry.isPublishing) {
            telemetry.publisher.start();
            telemetry.sync.start();
            telemetry.recovery.start();
        }
        telemetry.drain.start();
        telemetry.tell("start");
        return telemetry;
    }

    // Reading all that is left may take its time; requests are served meanwhile.
    private void recover() {
        try {
            tellOf(spool.recover());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("telemetry of former starts not recovered reason={}", e.toString(), e);
        } finally {
            spool.letRead();
        }
    }

    private void tellOf(List<FormerBoot> boots) throws InterruptedException {
        for (FormerBoot boot : boots) {
            LOG.info(
                    "telemetry of a former start found boot={} records={} torn_bytes={}",
                    boot.writer().bootId(),
                    boot.replayed(),
                    boot.tornBytes());
        }
        List<FormerBoot> untold = new ArrayList<>(boots);
        for (int attempt = 1; !isClosing; attempt++) {
            CountDownLatch asked = new CountDownLatch(1);
            drain.ask(() -> {
                untold.removeIf(journal::recovered);
                if (untold.isEmpty()) {
                    spool.forgetFormer();
                }
                asked.countDown();
            });
            boolean isDone = asked.await(SYNC_MILLIS, TimeUnit.MILLISECONDS);
            if (isDone && untold.isEmpty()) {
                return;
            }
            if (attempt == MOST_TELLINGS) {
                // A spool that is full has no room to tell of it either: then what it holds has to be sent first.
                LOG.warn("telemetry of former starts not told yet, there is no room");
                spool.letRead();
            }
            TimeUnit.MILLISECONDS.sleep(isDone ? SYNC_MILLIS : 0);
        }
    }

    /** The calling thread's recorder, made when it is asked for first. */
    public Recorder recorder() {
        return recorders.get();
    }

    /** A recorder of its own for whoever keeps it, one for each event loop. */
    public Recorder newRecorder() {
        return rings.newRecorder();
    }

    /**
     * Publishes the record of a denial ahead of its request's event, and calls back, from a thread of the pipeline, when
     * it is durable, or with false if it could not be made so. False if there is no room; then nobody is called.
     * The slot is the caller's own, and is not to be changed any more. Never waits.
     */
    public boolean denial(EventSlot slot, SpoolSync.Waiting asking) {
        return isPublishing && audit.offer(slot, asking);
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

    /**
     * Takes no more events and sends what is here until the deadline. The rest stays in the spool if that is on disk,
     * and is counted as lost otherwise.
     */
    public synchronized void close(Duration deadline) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        isClosing = true;
        long stopAt = System.nanoTime() + deadline.toNanos();
        rings.close();
        try {
            drain.stop(() -> journal.turn("stop", counts()), deadline);
            if (tracing != null) {
                tracing.close(Duration.ofNanos(Math.max(0, (stopAt - System.nanoTime()) / 2)));
            }
            if (isPublishing) {
                recovery.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopAt - System.nanoTime())));
                publisher.stop(Duration.ofNanos(Math.max(0, stopAt - System.nanoTime())));
                sync.stop(SYNC_MILLIS);
            }
            if (rings.waiting() == 0 && publisher.isAllOnDisk()) {
                spool.tally().stopped();
            }
            spool.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("telemetry spool not closed reason={}", e.toString());
        }
    }
}
