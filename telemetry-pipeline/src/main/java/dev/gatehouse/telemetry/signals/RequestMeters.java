package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Timings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The same numbers for Prometheus, under the names of OpenTelemetry's semantic conventions.
 *
 * <p>Every label is bounded: the route is its id, never a path; an unknown method is {@code _OTHER}; and when there are
 * too many combinations, new ones are told under {@code other}. For the drain thread alone.
 */
public final class RequestMeters {
    /** Seconds from the first byte of a request to the last of its answer. */
    public static final String DURATION = "http.server.request.duration";
    /** Bytes of the bodies that clients sent. */
    public static final String REQUEST_BODY = "http.server.request.body.size";
    /** Bytes of the bodies that clients were sent. */
    public static final String RESPONSE_BODY = "http.server.response.body.size";
    /** Seconds that backends took: to connect, and to send the first byte of an answer. */
    public static final String CLIENT_DURATION = "http.client.request.duration";
    /** Requests that the policy denied, enforced or not. */
    public static final String DENIALS = "gatehouse.denials";

    static final int MOST_SERIES = 2000;
    static final int MOST_ROUTES = 1000;

    // Those that the conventions advise, and two below for a gateway that adds less than 5 ms.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(750), Duration.ofSeconds(1),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofMillis(7500), Duration.ofSeconds(10)
    };

    private final CurrentRequest current;
    private final BoundedMeters<ServerLabels, Timer> durations;
    private final BoundedMeters<ClientLabels, Timer> clientDurations;
    private final BoundedMeters<String, DistributionSummary> requestBodies;
    private final BoundedMeters<String, DistributionSummary> responseBodies;
    private final BoundedMeters<DenialLabels, Counter> denials;

    public RequestMeters(MeterRegistry registry, CurrentRequest current) {
        this.current = current;
        durations = new BoundedMeters<>(
                MOST_SERIES,
                labels -> ServerLabels.other(),
                labels -> Timer.builder(DURATION)
                        .description("from the first byte of a request to the last of its answer")
                        .tags(labels.tags())
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
        clientDurations = new BoundedMeters<>(
                MOST_SERIES,
                labels -> ClientLabels.other(),
                labels -> Timer.builder(CLIENT_DURATION)
                        .description("from the choice of an endpoint to the first byte of its answer")
                        .tags(labels.tags())
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
        requestBodies = bodies(registry, REQUEST_BODY, "bytes of the bodies that clients sent");
        responseBodies = bodies(registry, RESPONSE_BODY, "bytes of the bodies that clients were sent");
        denials = new BoundedMeters<>(
                MOST_SERIES,
                DenialLabels::other,
                labels -> Counter.builder(DENIALS)
                        .description("requests that the policy denied; with enforced=false they passed all the same")
                        .tags(labels.tags())
                        .register(registry));
    }

    private static BoundedMeters<String, DistributionSummary> bodies(
            MeterRegistry registry, String name, String description) {
        return new BoundedMeters<>(
                MOST_ROUTES,
                route -> Subject.OTHER,
                route -> DistributionSummary.builder(name)
                        .description(description)
                        .baseUnit("bytes")
                        .tag("http.route", route)
                        .register(registry));
    }

    /** Counts one finished request. */
    public void add(EventSlot slot) {
        current.begin(slot);
        try {
            count(slot);
        } finally {
            current.end();
        }
    }

    private void count(EventSlot slot) {
        ServerLabels labels = ServerLabels.of(slot);
        durations.of(labels).record(Math.max(0, slot.timings().totalUs()), TimeUnit.MICROSECONDS);
        requestBodies.of(labels.route()).record(slot.reqBytes());
        responseBodies.of(labels.route()).record(slot.respBytes());
        if (slot.attempts() > 0) {
            clientDurations.of(ClientLabels.of(slot)).record(backendUs(slot.timings()), TimeUnit.MICROSECONDS);
        }
        if (slot.verdict().denied()) {
            denials.of(DenialLabels.of(slot)).increment();
        }
    }

    /** The time until a backend answered, or until nobody waited for it any longer. */
    private static long backendUs(Timings timings) {
        long waited = timings.totalUs() - Math.max(0, timings.policyUs()) - Math.max(0, timings.queueUs());
        return timings.hasBackend() ? timings.backendUs() : Math.max(0, waited);
    }
}
