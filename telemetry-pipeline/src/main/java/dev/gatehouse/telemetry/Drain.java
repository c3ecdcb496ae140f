package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventEncoder;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidSource;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.Stamp;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.signals.GoldenSignals;
import dev.gatehouse.telemetry.signals.RequestMeters;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the drain thread does with one event: encode and publish it, add a decision record if one is due, and count it
 * in the golden signals, and trace it. An event that makes any of it fail is counted, and the next one is none the wiser.
 */
final class Drain implements Consumer<EventSlot> {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final String NO_KEY = "none";

    private final Publisher publisher;
    private final GoldenSignals signals;
    private final RequestMeters meters;
    private final Consumer<EventSlot> tracing;
    private final EventFormat format;
    private final EventEncoder encoder;
    private final double allowSampleRate;
    private final boolean isPublishing;
    private final UuidSource ids = new UuidSource();
    private final SplittableRandom dice = new SplittableRandom();

    /** With {@code isPublishing} false, requests are only counted. */
    Drain(
            Origin origin,
            Publisher publisher,
            GoldenSignals signals,
            RequestMeters meters,
            Consumer<EventSlot> tracing,
            double allowSampleRate,
            EventFormat format,
            boolean isPublishing) {
        this.publisher = publisher;
        this.signals = signals;
        this.meters = meters;
        this.tracing = tracing;
        this.format = format;
        this.encoder = format.encoder(origin);
        this.allowSampleRate = allowSampleRate;
        this.isPublishing = isPublishing;
    }

    @Override
    public void accept(EventSlot slot) {
        if (isPublishing) {
            publishRequest(slot);
            if (!slot.verdict().told()) {
                publishDecision(slot);
            }
        } else {
            publisher.countWithoutKafka(Topic.REQUESTS);
        }
        try {
            signals.add(slot);
            meters.add(slot);
            tracing.accept(slot);
        } catch (RuntimeException | Error e) {
            LOG.warn("signals and spans skipped an event reason={}", e.toString());
        }
    }

    private void publishRequest(EventSlot slot) {
        Stamp stamp = publisher.stamp(Topic.REQUESTS, slot.route() == null ? NO_KEY : slot.route());
        byte[] body;
        try {
            if (slot.ids().eventIdHigh() == 0) {
                ids.next(slot.tsMillis());
                slot.ids().eventId(ids.high(), ids.low());
            }
            body = encoder.request(slot, stamp.pseq());
        } catch (RuntimeException | Error e) {
            skip(stamp, e);
            return;
        }
        publisher.publish(
                stamp, format, body, slot.ids().eventIdHigh(), slot.ids().eventIdLow(), slot.tsMillis());
    }

    /** Publishes the record of a decision, if it gets one. */
    void publishDecision(EventSlot slot) {
        boolean denied = slot.verdict().denied();
        if (!denied && (slot.verdict().decision() == null || dice.nextDouble() >= allowSampleRate)) {
            return;
        }
        String caller = slot.source().identity();
        Stamp stamp = publisher.stamp(Topic.DECISIONS, caller == null ? NO_KEY : caller);
        byte[] body;
        ids.next(slot.tsMillis());
        try {
            body = encoder.decision(slot, ids.high(), ids.low(), stamp.pseq(), denied ? 1 : allowSampleRate);
        } catch (RuntimeException | Error e) {
            skip(stamp, e);
            return;
        }
        publisher.publish(stamp, format, body, ids.high(), ids.low(), slot.tsMillis());
    }

    private void skip(Stamp stamp, Throwable reason) {
        LOG.warn("event not encoded topic={} reason={}", stamp.topic().topicName(), reason.toString());
        publisher.countUnencoded(stamp);
    }
}
