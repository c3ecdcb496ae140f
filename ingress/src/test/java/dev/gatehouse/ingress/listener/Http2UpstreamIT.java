package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.upstream.Http2Backend;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void whatWasNotServedIsAskedOnceMore(String method) throws InterruptedException {
        try (Http2Backend scripted = new Http2Backend(10);
                House house = House.inFrontOfHttp2(scripted.port());
                RawClient client = new RawClient(house.port())) {
            client.send(method + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            scripted.next().refuse();
            scripted.next().answer("200");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ");
            assertThat(scripted.connections()).isEqualTo(1);
        }
    }

    @Test
    void whoRefusesAgainIsNotAskedAThirdTime() throws InterruptedException {
        try (Http2Backend scripted = new Http2Backend(10);
                House house = House.inFrontOfHttp2(scripted.port());
                RawClient client = new RawClient(house.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            scripted.next().refuse();
            scripted.next().refuse();

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 503 ");
            assertThat(house.nextEnd().errorType()).isEqualTo("upstream_refused_stream");
        }
    }

    @Test
    void whoSaysGoodbyeFinishesWhatWasBegunAndIsAskedNothingMore() throws InterruptedException {
        try (Http2Backend scripted = new Http2Backend(10);
                House house = House.inFrontOfHttp2(scripted.port());
                RawClient client = new RawClient(house.port())) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
            Http2Backend.Asked first = scripted.next();
            first.goAway();
            first.answer("204");
            client.readUntil("\r\n\r\n");
            client.send("GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            scripted.next().answer("200");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ");
            assertThat(scripted.connections()).isEqualTo(2);
        }
    }

    @Test
    void anInterimResponseIsPassedOnBeforeTheFinalOne() throws InterruptedException {
        try (Http2Backend scripted = new Http2Backend(10);
                House house = House.inFrontOfHttp2(scripted.port());
                RawClient client = new RawClient(house.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            Http2Backend.Asked asked = scripted.next();
            asked.interim("103");
            client.readUntil("\r\n\r\n");
            asked.answer("200");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ").doesNotContain("x-http2");
        }
    }

    @AfterAll
    void stopBackend() {
        backend.disposeNow();
    }
}
