package dev.gatehouse.gateway.wiring;

import dev.gatehouse.ingress.listener.DrainReport;
import dev.gatehouse.ingress.listener.IngressServer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServer;

/** Our listener, as Boot starts, drains and stops it. */
final class Door implements WebServer {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final IngressServer server;
    private final String firstListener;
    private final Duration drain;
    private final Runnable whenDrainBegins;

    Door(IngressServer server, String firstListener, Duration drain, Runnable whenDrainBegins) {
        this.server = server;
        this.firstListener = firstListener;
        this.drain = drain;
        this.whenDrainBegins = whenDrainBegins;
    }

    IngressServer server() {
        return server;
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public int getPort() {
        return server.port(firstListener);
    }

    @Override
    public void shutDownGracefully(GracefulShutdownCallback callback) {
        whenDrainBegins.run();
        server.drain(drain).whenComplete((report, failure) -> {
            tell(report);
            callback.shutdownComplete(
                    report != null && report.isComplete()
                            ? GracefulShutdownResult.IDLE
                            : GracefulShutdownResult.REQUESTS_ACTIVE);
        });
    }

    private static void tell(DrainReport report) {
        if (report != null) {
            LOG.info(
                    "drained in_flight={} cut={} took_ms={}",
                    report.inFlight(),
                    report.cut(),
                    report.took().toMillis());
        }
    }
}
