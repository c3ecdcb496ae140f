package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.config.GatewaySettings;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ListenerConfig;
import dev.gatehouse.gateway.error.ProblemDocument;
import dev.gatehouse.gateway.filters.FilterChain;
import dev.gatehouse.gateway.telemetry.CertificateMeters;
import dev.gatehouse.gateway.telemetry.DoorMeters;
import dev.gatehouse.gateway.telemetry.ExchangeRecorder;
import dev.gatehouse.gateway.telemetry.LoopLag;
import dev.gatehouse.gateway.telemetry.RuntimeMeters;
import dev.gatehouse.gateway.telemetry.TraceExemplars;
import dev.gatehouse.ingress.forward.FilterPath;
import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.listener.IngressServer;
import dev.gatehouse.ingress.listener.ListenerSettings;
import dev.gatehouse.ingress.listener.Loops;
import dev.gatehouse.ingress.listener.Transport;
import dev.gatehouse.ingress.snapshot.ActiveSnapshot;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.tls.ServerTls;
import dev.gatehouse.ingress.trace.TraceIds;
import dev.gatehouse.ingress.upstream.PoolLimits;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import dev.gatehouse.telemetry.ServedConfig;
import dev.gatehouse.telemetry.Telemetry;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.signals.CurrentRequest;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is not Spring's: loops, clients, telemetry and the door, in the order in which they are
 * needed, and closed in the reverse order.
 */
final class House {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);
    private static final int CONTEXT_KEY_BYTES = 32;

    private final Generation generation;
    private final ProblemDocument problems = new ProblemDocument();
    private final CurrentRequest counted = new CurrentRequest();
    private final PrometheusMeterRegistry registry = TraceExemplars.registry(counted);
    private final Loops loops;
    private final Closing closing = new Closing();
    private final UpstreamClients clients;
    private final Telemetry telemetry;
    private final Snapshot snapshot;

    private House(Generation generation, ContextHeader context, TelemetrySettings reporting) {
        this.generation = generation;
        loops = Loops.create(transport(generation.settings().transport()));
        closing.add("loops", loops);
        clients = new UpstreamClients(
                generation.settings().identity(),
                generation.bundles(),
                loops.resources(),
                PoolLimits.defaults(),
                Clock.systemUTC());
        closing.add("clients", clients);
        telemetry = Telemetry.start(reporting, registry, counted, InstantSource.system());
        Duration flush = TelemetrySetup.flush(generation.settings().telemetry());
        closing.add("telemetry", () -> telemetry.close(flush));
        snapshot = generation.snapshot(clients, context);
    }

    /** Whatever the settings could be wrong about is found before the first thread is started. */
    static House of(Generation generation) {
        return new House(
                generation,
                contextHeader(generation),
                TelemetrySetup.of(generation.settings().telemetry()));
    }

    private static Transport transport(Transport wished) {
        if (!wished.isAvailable()) {
            LOG.warn(
                    "transport {} is not to be had here, taken={}",
                    wished.word(),
                    wished.orUsual().word());
        }
        return wished.orUsual();
    }

    private static ContextHeader contextHeader(Generation generation) {
        byte[] key = generation.settings().contextKey().orElseGet(() -> {
            byte[] own = new byte[CONTEXT_KEY_BYTES];
            new SecureRandom().nextBytes(own);
            return own;
        });
        return new ContextHeader(key, generation.levels(), System::currentTimeMillis);
    }

    /** Puts the door in front of the filter path; opened when Boot starts it. */
    Door door(FilterPath filterPath, FilterChain filters) {
        IngressServer server = new IngressServer(
                listeners(),
                generation.settings().limits(),
                new ActiveSnapshot(snapshot),
                generation.bundles(),
                TraceIds.secure(),
                filterPath,
                problems,
                new ExchangeRecorder(
                        telemetry, generation.settings().telemetry().strictAudit()),
                loops);
        watch(server, filters);
        return new Door(
                server,
                generation.settings().listeners().get(0).name(),
                generation.settings().drain(),
                telemetry::draining);
    }

    private void watch(IngressServer server, FilterChain filters) {
        DoorMeters.register(registry, server, clients, filters, generation.number());
        CertificateMeters.register(registry, generation);
        RuntimeMeters runtime = new RuntimeMeters(registry);
        closing.add("meters", runtime);
        LoopLag lag = new LoopLag(loops.resources().onServer(true), System::nanoTime);
        closing.add("loop lag", lag);
        double most = generation.settings().limits().maxRequests();
        telemetry.inFlight(server::inFlight);
        telemetry.saturation("event-loop", lag::saturation);
        telemetry.saturation("concurrency", () -> server.inFlight() / most);
        telemetry.saturation("upstream-connections", clients::connectionShare);
        telemetry.saturation("upstream-waiting", clients::waitingShare);
        telemetry.saturation("heap-after-gc", runtime::heapAfterGc);
        telemetry.saturation("file-descriptors", runtime::fileDescriptors);
    }

    private List<ListenerSettings> listeners() {
        return generation.settings().listeners().stream()
                .map(listener -> new ListenerSettings(
                        listener.name(),
                        listener.host(),
                        listener.port(),
                        listener.tls().map(this::context)))
                .toList();
    }

    private SslContext context(ListenerConfig.Tls tls) {
        try {
            return ServerTls.context(tls.key(), tls.clientAuth(), generation.bundles(), Clock.systemUTC());
        } catch (SSLException e) {
            throw new IllegalStateException("cannot set up tls", e);
        }
    }

    Generation generation() {
        return generation;
    }

    ProblemDocument problems() {
        return problems;
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Puts the rules that are served where they can be read back for an event; once they are served. */
    void publishRules() {
        GatewaySettings.Reporting reporting = generation.settings().telemetry();
        if (!reporting.publishConfig()
                || reporting.bootstrap().isEmpty()
                || generation.texts().isEmpty()) {
            return;
        }
        List<ServedConfig.File> files = generation.texts().stream()
                .map(text -> new ServedConfig.File(text.name(), text.text()))
                .toList();
        if (!telemetry.config(new ServedConfig(generation.hash(), generation.number(), files))) {
            LOG.warn("configuration not published reason=too large hash={}", generation.hash());
        }
    }

    void close() {
        closing.run();
    }
}
