package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.netty.http.HttpProtocol;
import reactor.netty.resources.ConnectionProvider;

/** Stopping, without a broker: telemetry that goes nowhere must not hold it up. */
class StopIT {
    private static final TestHouse HOUSE = new TestHouse();
    private static final String NO_BROKER = "";
    // A thread for each: on two cores the common pool has one, which the request in flight would keep to itself.
    private static final Executor ASIDE = task -> new Thread(task).start();

    @Test
    void aRequestInFlightFinishesAndNewOnesAreNotTaken() throws Exception {
        ConnectionProvider connections = ConnectionProvider.create("stop", 4);
        try (TestBackend web = new TestBackend(HOUSE.acme(TestHouse.WEB), HOUSE.acme.root())) {
            TestRoutes routes = new TestRoutes().add("web", web.uri(), "web", TestHouse.WEB, Map.of(), "Path=/**");
            GatehouseServer gateway =
                    GatehouseServer.start(HOUSE.generation(routes.all(), NO_BROKER, Duration.ofSeconds(10)));
            int port = gateway.port("public");
            TestClient client = TestClient.of(port, HttpProtocol.HTTP11, HOUSE.acme, Optional.empty(), connections);
            CompletableFuture<TestClient.Answer> inFlight =
                    CompletableFuture.supplyAsync(() -> client.get("/gated"), ASIDE);
            await(() -> web.waiting() == 1);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::stop, ASIDE);
            await(() -> refusesConnections(port));
            assertThat(readiness(gateway.managementPort())).isEqualTo(503);
            web.openGate();

            assertThat(inFlight.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(inFlight.get().headers().get("connection")).isEqualTo("close");
            stop.get(20, TimeUnit.SECONDS);
            gateway.awaitStop();
        } finally {
            connections.dispose();
        }
    }

    @Test
    void aPortThatIsTakenIsAStartThatFailsAndSaysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> GatehouseServer.start(
                            HOUSE.generation(List.of(), NO_BROKER, Duration.ofSeconds(1), taken.getLocalPort())))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("listener `public`")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private static int readiness(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean refusesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + TestClient.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(stopAt);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
