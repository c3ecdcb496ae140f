package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What a backend of its own may rely on behind the fast path. */
class FastPathIT extends PathContract {
    private static final int LARGE = 1024 * 1024;

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

    @ParameterizedTest
    @EnumSource
    void aSlowBackendGetsAllOfALargeBody(Spoken protocol) throws IOException {
        try (ServerSocket slow = new ServerSocket()) {
            slow.setReceiveBufferSize(4096);
            slow.bind(new InetSocketAddress("localhost", 0));
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readSlowly(slow));
            try (House house = House.inFrontOf(slow.getLocalPort())) {
                protocol.client(house)
                        .post()
                        .uri("/count")
                        .send(ByteBufFlux.fromInbound(Flux.just(new byte[LARGE]).repeat(7)))
                        .responseContent()
                        .aggregate()
                        .block(PATIENCE);

                assertThat(read.join()).isGreaterThanOrEqualTo(8 * LARGE);
            }
        }
    }

    /** Reads what comes on the first connection in small portions, answers at the end of chunks and tells how much it was. */
    private static int readSlowly(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            byte[] some = new byte[8192];
            int all = 0;
            String last = "";
            while (!last.endsWith("\r\n0\r\n\r\n")) {
                int count = in.read(some);
                if (count < 0) {
                    throw new IllegalStateException("ended after " + all);
                }
                all += count;
                last += new String(some, 0, count, StandardCharsets.ISO_8859_1);
                last = last.substring(Math.max(0, last.length() - 7));
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stopBackend() {
        backend.disposeNow();
    }
}
