package dev.gatehouse.gateway.demo;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.wiring.GatehouseServer;
import dev.gatehouse.gateway.wiring.StartFailedException;
import dev.gatehouse.ingress.tls.Issued;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.resources.LoopResources;

/**
 * The whole product on one machine: a broker, a throwaway authority, four backends, and the gateway, which is started
 * from files by the same code that {@code gatehouse run} uses.
 *
 * <p>What was started is stopped in the opposite order, so that the gateway's last events still reach the broker; the
 * same happens if the start fails half way.
 */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    /** The backends, by the names that the configuration gives them. */
    static final List<String> SERVICES = List.of("web", "checkout", "ledger", "reports");

    private final DemoSettings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Credentials credentials = Credentials.create(Clock.systemUTC());
    private final List<Backend> backends = new ArrayList<>();
    private final Progress progress;
    private @Nullable GatehouseServer gateway;
    private int port;
    private int managementPort;
    private int kafkaPort;

    private Demo(DemoSettings settings, PrintWriter out) {
        this.settings = settings;
        this.progress = new Progress(out);
    }

    /** Starts everything, or nothing. */
    public static Demo start(DemoSettings settings, PrintWriter out) throws DemoProblem, InterruptedException {
        Demo demo = new Demo(settings, out);
        try {
            demo.startAll();
            return demo;
        } catch (DemoProblem | InterruptedException | RuntimeException failure) {
            demo.close();
            throw failure;
        }
    }

    private void startAll() throws DemoProblem, InterruptedException {
        claim();
        Broker broker = keep(Broker.start(settings.directory(), kafkaPort));
        progress.done("Kafka on 127.0.0.1:" + kafkaPort + ", process " + broker.processId());
        credentials.writeTo(settings.directory());
        progress.done("certificates of two throwaway authorities in " + Shown.path(settings.directory()));
        LoopResources loops = LoopResources.create("demo-backend", 1, true);
        keep(loops::dispose);
        for (String service : SERVICES) {
            backends.add(keep(
                    Backend.start(service, Credentials.GATEWAY, credentials.root(), loops, credentials.of(service))));
        }
        progress.done("mutual-TLS backends " + String.join(", ", SERVICES));
        new DemoConfiguration(settings.directory()).write(this, broker.bootstrapServers());
        serve();
        progress.done("gateway on port " + port + ", management on " + managementPort);
    }

    private void claim() throws DemoProblem {
        try {
            Files.createDirectories(settings.directory());
        } catch (IOException failure) {
            throw new DemoProblem("cannot make the folder " + Shown.path(settings.directory()), failure);
        }
        keep(DirectoryLock.take(settings.directory()));
        port = Ports.claim(settings.port(), "--port");
        managementPort = Ports.claim(settings.managementPort(), "--management-port");
        kafkaPort = Ports.claim(settings.kafkaPort(), "--kafka-port");
    }

    private void serve() throws DemoProblem {
        ConfigResult result = new ConfigLoader().load(settings.directory());
        if (result.generation().isEmpty()) {
            throw new DemoProblem("our own configuration was refused:\n" + ProblemPrinter.print(result.problems()));
        }
        try {
            gateway = GatehouseServer.start(result.generation().get());
            keep(gateway::stop);
        } catch (StartFailedException failure) {
            throw new DemoProblem(String.valueOf(failure.getMessage()), failure);
        }
    }

    private <T extends AutoCloseable> T keep(T stage) {
        started.push(stage);
        return stage;
    }

    /** Prints how long it took and what to try. */
    public void explain(PrintWriter out) {
        new ReadyText(this).print(out, progress.sinceStart());
    }

    Path directory() {
        return settings.directory();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    Credentials credentials() {
        return credentials;
    }

    /** The backend of that name. */
    Backend backend(String service) {
        return backends.get(SERVICES.indexOf(service));
    }

    /** Somebody who calls the gateway, with the certificate of that name, or none if the name is empty. */
    Caller caller(String name) throws DemoProblem {
        Optional<Issued> own = name.isEmpty() ? Optional.empty() : Optional.of(credentials.of(name));
        return new Caller("localhost:" + port, credentials.root(), own);
    }

    /** Stops the gateway ahead of everything else, and gives the id of the start that ended with that. */
    String stopGateway() {
        GatehouseServer running = Objects.requireNonNull(gateway);
        running.stop();
        return running.bootId();
    }

    @Override
    public void close() {
        // An interrupt is why we stop, not a reason to stop in a hurry.
        boolean isInterrupted = Thread.interrupted();
        while (!started.isEmpty()) {
            AutoCloseable stage = started.pop();
            try {
                stage.close();
            } catch (Exception failure) {
                // The others have to be stopped all the same.
                LOG.warn("stage did not stop stage={}", stage, failure);
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
