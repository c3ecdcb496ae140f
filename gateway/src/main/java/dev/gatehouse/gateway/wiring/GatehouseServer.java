package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.admin.AboutGateway;
import dev.gatehouse.gateway.admin.ManagementProperties;
import dev.gatehouse.gateway.config.GatewaySettings;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.filters.FilterChain;
import dev.gatehouse.ingress.exchange.ProblemBody;
import dev.gatehouse.ingress.listener.BindFailedException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The running gateway.
 *
 * <p>Starting opens everything or nothing. Stopping says first that it is no longer ready, then lets the
 * requests in flight finish, sends what telemetry holds, and closes the rest; all of it within the drain
 * deadline and a few seconds.
 */
public final class GatehouseServer {
    private static final Logger LOG = LoggerFactory.getLogger(GatehouseServer.class);

    private final House house;
    private final ConfigurableApplicationContext context;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private GatehouseServer(House house, ConfigurableApplicationContext context) {
        this.house = house;
        this.context = context;
    }

    /** Serves this configuration. Throws {@link StartFailedException} when something cannot be opened. */
    public static GatehouseServer start(Generation generation) {
        long began = System.nanoTime();
        House house = house(generation);
        try {
            GatehouseServer server = new GatehouseServer(house, boot(house));
            house.publishRules();
            house.telemetry().ready();
            server.tellReady((System.nanoTime() - began) / 1_000_000);
            return server;
        } catch (RuntimeException e) {
            house.close();
            throw new StartFailedException(reason(e), e);
        }
    }

    private static House house(Generation generation) {
        try {
            return House.of(generation);
        } catch (RuntimeException e) {
            throw new StartFailedException(reason(e), e);
        }
    }

    private static ConfigurableApplicationContext boot(House house) {
        SpringApplication application = new SpringApplication(GatewayWiring.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.setEnvironment(environment(house.generation().settings()));
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.addInitializers(context -> register(house, (GenericApplicationContext) context));
        return application.run();
    }

    private static StandardEnvironment environment(GatewaySettings settings) {
        StandardEnvironment environment = new StandardEnvironment();
        // Neither variables nor files may change how the gateway is wired: its own configuration says it all.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        GatewaySettings.Management management = settings.management();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "gatehouse", ManagementProperties.of(management.host(), management.port(), settings.drain())));
        return environment;
    }

    private static void register(House house, GenericApplicationContext context) {
        Generation generation = house.generation();
        context.registerBean(PrometheusMeterRegistry.class, house::registry);
        context.registerBean(ProblemBody.class, house::problems);
        context.registerBean(
                AboutGateway.Facts.class,
                () -> new AboutGateway.Facts(
                        generation.settings().telemetry().gatewayId(),
                        house.telemetry().bootId(),
                        generation.number(),
                        generation.hash()));
        context.registerBean(
                DoorServerFactory.Opening.class, () -> path -> house.door(path, context.getBean(FilterChain.class)));
    }

    private void tellReady(long tookMillis) {
        GatewaySettings settings = house.generation().settings();
        String listeners = settings.listeners().stream()
                .map(listener -> listener.name() + ":" + port(listener.name()))
                .collect(Collectors.joining(","));
        LOG.info(
                "ready listeners={} management={} generation={} took_ms={}",
                listeners,
                managementPort(),
                house.generation().number(),
                tookMillis);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof BindFailedException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return "the management port " + taken.getPort() + " is already in use";
            }
            cause = cause.getCause();
        }
        return "the gateway could not start: " + failure.getMessage();
    }

    /** The port that a listener took. */
    public int port(String listener) {
        return door().server().port(listener);
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    private Door door() {
        return (Door)
                Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer(), "the listener");
    }

    /** The id of this start, in every record that it writes. */
    public String bootId() {
        return house.telemetry().bootId();
    }

    /** Stops gracefully; returns when everything is closed, also to those who call it again. */
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            try {
                context.close();
            } finally {
                house.close();
                stopped.countDown();
            }
        }
        awaitStop();
    }

    /** Waits until somebody has stopped the gateway. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
