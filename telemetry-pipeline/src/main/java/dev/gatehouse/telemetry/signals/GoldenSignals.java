package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.event.Origin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Windows of golden signals, one for each route, caller and callee that had requests, and one for the gateway.
 *
 * <p>Windows begin at whole multiples of their length, so those of several gateways line up. A request belongs to the
 * window in which its event was drained: no window is ever opened again. The gateway's record comes even when nothing
 * happened, as a heartbeat. When there are too many callers, the rest of a route is told together as {@code other}, and
 * counted.
 *
 * <p>For the drain thread alone.
 */
public final class GoldenSignals {
    static final int MOST_SUBJECTS = 1000;
    static final int MOST_OTHERS = 250;

    private final Origin origin;
    private final long windowMillis;
    private final Saturation saturation;
    private final LongSupplier inFlight;
    private final JsonWriter json = new JsonWriter();
    private Map<Subject, SubjectWindow> subjects = new HashMap<>();
    private Map<Subject, SubjectWindow> others = new HashMap<>();
    private SubjectWindow all = new SubjectWindow();
    private long folded;
    private long startMillis;
    private long mostInFlight;

    public GoldenSignals(Origin origin, Duration window, long nowMillis, Saturation saturation, LongSupplier inFlight) {
        this.origin = origin;
        this.windowMillis = window.toMillis();
        this.saturation = saturation;
        this.inFlight = inFlight;
        this.startMillis = beginOf(nowMillis);
    }

    /** Counts one finished request. */
    public void add(EventSlot slot) {
        all.add(slot);
        windowOf(Subject.of(slot)).add(slot);
    }

    private SubjectWindow windowOf(Subject subject) {
        SubjectWindow known = subjects.get(subject);
        if (known != null) {
            return known;
        }
        if (subjects.size() < MOST_SUBJECTS) {
            return subjects.computeIfAbsent(subject, key -> new SubjectWindow());
        }
        folded++;
        Subject folding = subject.withoutParties();
        boolean hasRoom = others.containsKey(folding) || others.size() < MOST_OTHERS;
        return others.computeIfAbsent(hasRoom ? folding : Subject.other(), key -> new SubjectWindow());
    }

    /** Looks how full everything is; called several times in a window. */
    public void sample() {
        saturation.sample();
        mostInFlight = Math.max(mostInFlight, inFlight.getAsLong());
    }

    /** Publishes the window if its time is over. */
    public void closeIfDue(long nowMillis, WindowSink sink) {
        // A clock that was set back would otherwise keep one window open until it has caught up.
        if (nowMillis >= startMillis + windowMillis || nowMillis < startMillis - windowMillis) {
            close(nowMillis, sink);
        }
    }

    /** Publishes the window as it is. */
    public void close(long nowMillis, WindowSink sink) {
        sample();
        long endMillis = Math.min(Math.max(nowMillis, startMillis), startMillis + windowMillis);
        subjects.forEach((subject, window) -> publish(subject, window, endMillis, sink));
        others.forEach((subject, window) -> publish(subject, window, endMillis, sink));
        publishGateway(endMillis, sink);
        subjects = new HashMap<>();
        others = new HashMap<>();
        all = new SubjectWindow();
        folded = 0;
        mostInFlight = 0;
        startMillis = beginOf(nowMillis);
    }

    private void publish(Subject subject, SubjectWindow window, long endMillis, WindowSink sink) {
        sink.accept(
                subject.key(),
                pseq -> encode("subject", pseq, endMillis, body -> {
                    body.field("route", subject.route())
                            .field("caller", subject.caller())
                            .field("callee", subject.callee());
                    window.write(body);
                }));
    }

    private void publishGateway(long endMillis, WindowSink sink) {
        sink.accept(
                "gateway|" + origin.gatewayId(),
                pseq -> encode("gateway", pseq, endMillis, body -> {
                    all.write(body);
                    body.field("in_flight", mostInFlight)
                            .field("subjects", subjects.size())
                            .field("folded_into_other", folded);
                    saturation.write(body);
                    sink.describePipeline(body);
                }));
    }

    private byte[] encode(String kind, long pseq, long endMillis, Consumer<JsonWriter> body) {
        json.reset()
                .beginObject()
                .field("kind", kind)
                .field("gateway_id", origin.gatewayId())
                .field("boot_id", origin.bootId())
                .field("pseq", pseq)
                .time("window_start", startMillis)
                .time("window_end", endMillis);
        body.accept(json);
        return json.endObject().toBytes();
    }

    private long beginOf(long millis) {
        return Math.floorDiv(millis, windowMillis) * windowMillis;
    }
}
