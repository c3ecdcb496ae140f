package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.listener.Transport;
import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.ingress.tls.KeyMaterial;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.trace.TraceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the process is set up: everything under {@code gateway}.
 *
 * <p>{@code identity} is who the gateway is to the backends. {@code contextKey} signs the context header;
 * without one the gateway makes a key of its own at each start. {@code transport} is the one that is wished for.
 */
public record GatewaySettings(
        List<ListenerConfig> listeners,
        Optional<KeyMaterial> identity,
        Management management,
        Reporting telemetry,
        Limits limits,
        Duration drain,
        TrustedProxies trustedProxies,
        Optional<byte[]> contextKey,
        Transport transport) {

    public GatewaySettings {
        listeners = List.copyOf(listeners);
    }

    /** Where health and metrics are served. */
    public record Management(String host, int port) {}

    /**
     * Where events go. Without bootstrap addresses they are measured and counted, and go nowhere.
     * {@code properties} are passed to Kafka's clients and may hold secrets. {@code recording} is what events may
     * tell of a request beside its shape. {@code publishConfig} says whether the rules that are served go there, too;
     * {@code strictAudit}, whether a denial must be durable before it is told; {@code tracing}, where spans go.
     */
    public record Reporting(
            String gatewayId,
            List<String> bootstrap,
            Map<String, String> properties,
            int partitions,
            short replication,
            short minInsyncReplicas,
            int ringSlots,
            Spooling spool,
            Duration window,
            double allowSampleRate,
            Recording recording,
            boolean publishConfig,
            boolean strictAudit,
            EventFormat format,
            Optional<TraceSettings> tracing) {
        public Reporting {
            bootstrap = List.copyOf(bootstrap);
            properties = Map.copyOf(properties);
        }

        /**
         * Where what waits for Kafka lies: in a directory, or in memory without one. What was written is made durable
         * by time and by size.
         */
        public record Spooling(Optional<Path> directory, long budget, Duration syncEvery, long syncBytes) {}

        @Override
        public String toString() {
            return "Reporting[gatewayId=" + gatewayId + ", bootstrap=" + bootstrap + "]";
        }
    }
}
