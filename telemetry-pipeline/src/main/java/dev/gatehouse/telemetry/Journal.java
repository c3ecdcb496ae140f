package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidSource;
import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.SequenceRange;
import dev.gatehouse.telemetry.publish.Stamp;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.signals.WindowSink;
import dev.gatehouse.telemetry.spool.FormerBoot;
import dev.gatehouse.telemetry.spool.SpoolSync;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Publishes what the gateway says of itself: its windows of golden signals and the turns of its life.
 *
 * <p>For the drain thread alone.
 */
final class Journal implements WindowSink {
    private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Origin origin;
    private final Publisher publisher;
    private final InstantSource clock;
    private final UuidSource ids = new UuidSource();
    private final JsonWriter json = new JsonWriter();
    private final Map<LossReason, Long> lossesTold = new EnumMap<>(LossReason.class);
    private final LossSource losses;
    private final SpoolSync sync;
    private final boolean isPublishing;
    private long ringLossesTold;
    private long tellAgainAtNanos = System.nanoTime();

    /** Who knows how many events were lost so far for a reason. */
    interface LossSource {
        long lost(LossReason reason);
    }

    /** With {@code isPublishing} false, nothing is written. */
    Journal(
            Origin origin,
            Publisher publisher,
            LossSource losses,
            SpoolSync sync,
            InstantSource clock,
            boolean isPublishing) {
        this.origin = origin;
        this.publisher = publisher;
        this.losses = losses;
        this.sync = sync;
        this.clock = clock;
        this.isPublishing = isPublishing;
    }

    @Override
    public void accept(String key, LongFunction<byte[]> body) {
        publish(Topic.SIGNALS, key, body);
    }

    /** Names the numbers that the window's request events got, and what was lost since the last window. */
    @Override
    public void describePipeline(JsonWriter window) {
        window.beginArray("pseq_ranges");
        for (Topic topic : List.of(Topic.REQUESTS, Topic.DECISIONS)) {
            for (SequenceRange range : publisher.takeRanges(topic)) {
                window.beginObject()
                        .field("topic", range.topic().topicName())
                        .field("partition", range.partition())
                        .field("first", range.first())
                        .field("last", range.last())
                        .endObject();
            }
        }
        window.endArray().beginObject("lost");
        for (LossReason reason : LossReason.values()) {
            long now = losses.lost(reason);
            long before = lossesTold.getOrDefault(reason, 0L);
            window.field(reason.wireName(), now - before);
            lossesTold.put(reason, now);
        }
        window.endObject();
    }

    /** Publishes a turn in the gateway's life, with the ledger as it stands. */
    void turn(String phase, Counts counts) {
        tell(phase, body -> {
            body.field("finished", counts.finished())
                    .field("acknowledged", counts.acknowledged())
                    .field("pending", counts.pending())
                    .beginObject("lost");
            counts.lost().forEach((reason, count) -> body.field(reason.wireName(), count));
            body.endObject();
            numbers(body, publisher.given());
        });
    }

    /** Publishes what was lost, a few times a second, as far as it finds room. */
    void tellLosses() {
        // Without room, each try would cost a number and add to what is to be told.
        if (System.nanoTime() - tellAgainAtNanos >= 0) {
            tellAgainAtNanos = System.nanoTime() + TELL_NANOS;
            tellLossesNow();
        }
    }

    /** Publishes what was lost and not published yet, as far as it finds room. */
    void tellLossesNow() {
        long dropped = losses.lost(LossReason.RING_FULL);
        if (dropped > ringLossesTold) {
            publisher.untold().add(LossReason.RING_FULL, origin.bootId(), dropped - ringLossesTold);
            ringLossesTold = dropped;
        }
        publisher.untold().tell(loss -> {
            // What was published before must not be taken for the loss.
            publisher.flush();
            LossRecords.parts(loss).forEach(part -> tell("loss", part::writeTo));
            return publisher.flush(Topic.LIFECYCLE);
        });
    }

    /** Publishes what a former start left, and what it lost. */
    boolean recovered(FormerBoot boot) {
        publisher.flush();
        tell("recovered", body -> LossRecords.recovered(boot, body));
        boolean isTold = publisher.flush(Topic.LIFECYCLE);
        if (isTold && !boot.lost().isEmpty()) {
            publisher.untold().add(LossReason.CRASH, boot.writer().bootId(), boot.lost());
        }
        return isTold;
    }

    private static void numbers(JsonWriter body, List<SequenceRange> given) {
        body.beginArray("numbers");
        for (SequenceRange range : given) {
            body.beginObject()
                    .field("topic", range.topic().topicName())
                    .field("partition", range.partition())
                    .field("next", range.last() + 1)
                    .endObject();
        }
        body.endArray();
    }

    private void tell(String event, Consumer<JsonWriter> rest) {
        publish(Topic.LIFECYCLE, origin.gatewayId(), pseq -> {
            json.reset()
                    .beginObject()
                    .field("event", event)
                    .field("gateway_id", origin.gatewayId())
                    .field("boot_id", origin.bootId())
                    .field("pseq", pseq)
                    .time("ts", clock.millis());
            rest.accept(json);
            return json.endObject().toBytes();
        });
    }

    /** Lets what was published leave the process. */
    void flush() {
        publisher.flush();
        sync.flushed();
    }

    /** Publishes a configuration, a record for each piece. */
    void config(ServedConfig config) {
        ConfigPieces cut = ConfigPieces.of(config);
        for (int part = 0; part < cut.pieces().size(); part++) {
            piece(config, cut, part);
        }
    }

    private void piece(ServedConfig config, ConfigPieces cut, int part) {
        ConfigPieces.Piece piece = cut.pieces().get(part);
        publish(
                Topic.CONFIG,
                config.hash() + "/" + part,
                pseq -> json.reset()
                        .beginObject()
                        .field("hash", config.hash())
                        .field("content", cut.content())
                        .field("part", part)
                        .field("parts", cut.pieces().size())
                        .field("config_generation", config.generation())
                        .field("gateway_id", origin.gatewayId())
                        .field("boot_id", origin.bootId())
                        .field("pseq", pseq)
                        .time("ts", clock.millis())
                        .field("file", piece.file())
                        .field("name", piece.name())
                        .ownText("text", piece.text())
                        .endObject()
                        .toBytes());
    }

    private void publish(Topic topic, String key, LongFunction<byte[]> body) {
        if (!isPublishing) {
            return;
        }
        long now = clock.millis();
        ids.next(now);
        Stamp stamp = publisher.stamp(topic, key);
        byte[] written;
        try {
            written = body.apply(stamp.pseq());
        } catch (RuntimeException | Error e) {
            // Its number was given, and a hole must be declared.
            publisher.countUnencoded(stamp);
            throw e;
        }
        publisher.publish(stamp, EventFormat.JSON, written, ids.high(), ids.low(), now);
    }
}
