package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What a backend of its own may rely on behind the fast path. */
class FastPathIT extends PathContract {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final TestPath path = new TestPath();
    private final DisposableServer backend = HttpServer.create()
            .host("localhost")
            .port(0)
            .handle((request, response) -> {
                seen.add(request.method() + " " + request.uri());
                return path.apply(request, response);
            })
            .bindNow();

    @Override
    House newHouse() {
        return House.inFrontOf(backend);
    }

    @Override
    Collection<String> seen() {
        return seen;
    }

    @Test
    void theRestOfABodyIsReadWhenNobodyTakesIt() {
        DisposableServer gone =
                HttpServer.create().host("localhost").port(0).handle(path).bindNow();
        try (House house = House.inFrontOf(gone);
                RawClient client = new RawClient(house.port())) {
            gone.disposeNow();
            String half = "x".repeat(10_000);
            client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + half)
                    .readUntil("\r\n\r\n");
            client.send(half + "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(client.readToEnd()).contains("HTTP/1.1 502 ");
        }
    }

    @AfterAll
    void stopBackend() {
        backend.disposeNow();
    }
}
