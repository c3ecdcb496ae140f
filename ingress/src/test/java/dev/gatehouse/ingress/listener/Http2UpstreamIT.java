package dev.gatehouse.ingress.listener;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** What a backend that is spoken to in HTTP/2 may rely on behind the fast path. */
class Http2UpstreamIT extends PathContract {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final TestPath path = new TestPath();
    private final DisposableServer backend = HttpServer.create()
            .host("localhost")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .handle((request, response) -> {
                seen.add(request.method() + " " + request.uri());
                return path.apply(request, response);
            })
            .bindNow();

    @Override
    House newHouse() {
        return House.inFrontOfHttp2(backend.port());
    }

    @Override
    Collection<String> seen() {
        return seen;
    }

    @AfterAll
    void stopBackend() {
        backend.disposeNow();
    }
}
