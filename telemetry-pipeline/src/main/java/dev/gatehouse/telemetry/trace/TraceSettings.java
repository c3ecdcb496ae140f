package dev.gatehouse.telemetry.trace;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where spans go, and which.
 *
 * @param endpoint the collector's base address, such as {@code http://127.0.0.1:4318}
 * @param protocol how it is spoken to
 * @param sample the share of ordinary requests that is kept, 0 to 1
 * @param slow a request that takes so long is kept
 * @param queue so many spans may wait for the collector
 * @param headers sent with each export; may hold secrets, never printed
 */
public record TraceSettings(
        URI endpoint, Protocol protocol, double sample, Duration slow, int queue, Map<String, String> headers) {

    /** The protocols of OTLP, by the names that OpenTelemetry has for them. */
    public enum Protocol {
        HTTP_PROTOBUF("http/protobuf"),
        GRPC("grpc");

        private final String wireName;

        Protocol(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public TraceSettings {
        headers = Map.copyOf(headers);
        if (sample < 0 || sample > 1 || queue < 2) {
            throw new IllegalArgumentException("a share of 0 to 1, and room for two spans at least");
        }
    }

    /** Names of headers only. */
    @Override
    public String toString() {
        return "TraceSettings[endpoint=" + endpoint + ", protocol=" + protocol.wireName() + ", sample=" + sample
                + ", slow=" + slow + ", queue=" + queue + ", headers=" + new TreeSet<>(headers.keySet()) + "]";
    }
}
