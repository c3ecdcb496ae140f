package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ListenerConfig;
import dev.gatehouse.ingress.tls.KeyMaterial;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;

/** When the certificates that are served with stop being valid, so that somebody is warned in time. */
public final class CertificateMeters {
    /** Seconds since the epoch. */
    static final String NOT_AFTER = "gatehouse.certificate.not.after";

    private CertificateMeters() {}

    public static void register(MeterRegistry registry, Generation generation) {
        for (ListenerConfig listener : generation.settings().listeners()) {
            listener.tls().ifPresent(tls -> register(registry, "listener", listener.name(), firstOf(tls.key())));
        }
        generation.settings().identity().ifPresent(own -> register(registry, "identity", "gateway", firstOf(own)));
        generation
                .bundles()
                .expiries()
                .forEach((domain, first) -> register(registry, "trust-domain", domain.toString(), first));
    }

    private static Instant firstOf(KeyMaterial key) {
        return key.chain().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static void register(MeterRegistry registry, String use, String name, Instant notAfter) {
        Gauge.builder(NOT_AFTER, notAfter, Instant::getEpochSecond)
                .description("when the first certificate of a chain or bundle expires, in seconds since the epoch")
                .baseUnit("seconds")
                .tag("use", use)
                .tag("name", name)
                .strongReference(true)
                .register(registry);
    }
}
