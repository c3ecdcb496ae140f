package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The same numbers for Prometheus, under the names of OpenTelemetry's semantic conventions.
 *
 * <p>Every label is bounded: the route is its id, never a path; an unknown method is {@code _OTHER}; and when there are
 * too many combinations, new ones are told under {@code other}. For the drain thread alone.
 */
public final class RequestMeters {
    /** Seconds from the first byte of a request to the last of its answer. */
    public static final String DURATION = "http.server.request.duration";
    /** Requests that the policy denied, enforced or not. */
    public static final String DENIALS = "gatehouse.denials";

    static final int MOST_SERIES = 2000;
    static final String OTHER_METHOD = "_OTHER";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofMillis(750), Duration.ofSeconds(1), Duration.ofMillis(2500),
        Duration.ofSeconds(5), Duration.ofMillis(7500), Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new HashMap<>();
    private final Map<Denial, Counter> denials = new HashMap<>();

    public RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one finished request. */
    public void add(EventSlot slot) {
        Timer timer = timerOf(Series.of(slot));
        timer.record(Math.max(0, slot.timings().totalUs()), TimeUnit.MICROSECONDS);
        if (slot.verdict().denied()) {
            counterOf(Denial.of(slot)).increment();
        }
    }

    private Timer timerOf(Series series) {
        Timer known = timers.get(series);
        if (known != null) {
            return known;
        }
        Series counted = timers.size() < MOST_SERIES ? series : Series.other();
        return timers.computeIfAbsent(counted, this::register);
    }

    private Timer register(Series series) {
        return Timer.builder(DURATION)
                .tags(series.tags())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counterOf(Denial denial) {
        Counter known = denials.get(denial);
        if (known != null) {
            return known;
        }
        Denial counted = denials.size() < MOST_SERIES ? denial : Denial.other(denial.enforced);
        return denials.computeIfAbsent(counted, this::register);
    }

    private Counter register(Denial denial) {
        return Counter.builder(DENIALS)
                .tag("caller", denial.caller)
                .tag("rule", denial.rule)
                .tag("enforced", Boolean.toString(denial.enforced))
                .register(registry);
    }

    private record Series(String method, int status, String route, String errorType, String scheme, String version) {

        static Series of(EventSlot slot) {
            return new Series(
                    methodOf(slot.method()),
                    slot.status(),
                    slot.route() == null ? Subject.NONE : slot.route(),
                    errorTypeOf(slot),
                    slot.connection().tlsVersion() == null ? "http" : "https",
                    versionOf(slot.connection().protocol()));
        }

        static Series other() {
            return new Series(OTHER_METHOD, 0, Subject.OTHER, Subject.OTHER, Subject.OTHER, Subject.OTHER);
        }

        Tags tags() {
            return Tags.of(
                    Tag.of("http.request.method", method),
                    Tag.of("http.response.status_code", Integer.toString(status)),
                    Tag.of("http.route", route),
                    Tag.of("error.type", errorType),
                    Tag.of("url.scheme", scheme),
                    Tag.of("network.protocol.version", version));
        }

        private static String methodOf(@Nullable String method) {
            return method != null && METHODS.contains(method) ? method : OTHER_METHOD;
        }

        private static String errorTypeOf(EventSlot slot) {
            if (!Outcome.isError(slot)) {
                return Subject.NONE;
            }
            return slot.errorType() == null ? slot.end().wireName() : slot.errorType();
        }

        private static String versionOf(@Nullable String protocol) {
            if (protocol == null) {
                return Subject.NONE;
            }
            return switch (protocol.toLowerCase(Locale.ROOT)) {
                case "http/1.0" -> "1.0";
                case "http/1.1" -> "1.1";
                case "http/2", "http/2.0", "h2", "h2c" -> "2";
                default -> Subject.OTHER;
            };
        }
    }

    private record Denial(String caller, String rule, boolean enforced) {

        static Denial of(EventSlot slot) {
            String caller = slot.source().identity();
            String rule = slot.verdict().rule();
            return new Denial(
                    caller == null ? Subject.NONE : caller,
                    rule == null ? Subject.NONE : rule,
                    slot.verdict().enforced());
        }

        static Denial other(boolean enforced) {
            return new Denial(Subject.OTHER, Subject.OTHER, enforced);
        }
    }
}
