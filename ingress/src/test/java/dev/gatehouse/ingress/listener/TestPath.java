package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.forward.FilterPath;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A filter path of plain reactor-netty handlers, one for each thing that a backend may do. */
final class TestPath implements FilterPath {
    static final int BLOCK = 64 * 1024;
    static final int BLOCKS = 160;
    static final int MANY_BLOCKS = 3_200;

    /** Bytes that `/flood` was asked for so far. */
    final AtomicLong flooded = new AtomicLong();

    @Override
    public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        return switch (nameOf(request.uri())) {
            case "/echo" -> response.send(request.receive().retain()).then();
            case "/count" ->
                request.receive()
                        .map(bytes -> (long) bytes.readableBytes())
                        .reduce(0L, Long::sum)
                        .flatMap(sum -> response.sendString(Mono.just(Long.toString(sum)))
                                .then());
            case "/early" ->
                response.status(413).sendString(Mono.just("too much")).then();
            case "/down" -> response.send(blocks(BLOCKS)).then();
            case "/flood" -> response.send(blocks(MANY_BLOCKS)).then();
            case "/trailers" ->
                response.header("Trailer", "x-sum")
                        .trailerHeaders(trailers -> trailers.set("x-sum", "42"))
                        .sendString(Flux.just("a", "b"))
                        .then();
            case "/ws" ->
                response.sendWebsocket(
                        (in, out) -> out.sendObject(in.receiveFrames().map(frame -> frame.retain())));
            case "/switch" ->
                response.status(101).header("Upgrade", "other").send().then();
            case "/names" -> response.sendString(Mono.just(handlersOf(request))).then();
            case "/hang" -> Mono.never();
            case "/break" ->
                response.sendString(Flux.concat(Flux.just("part"), Flux.error(new Broken())))
                        .then();
            case "/headers" ->
                response.header("x-request-id", "theirs")
                        .sendString(Mono.just(request.requestHeaders().entries().toString()))
                        .then();
            default ->
                response.header("x-request-id", "theirs")
                        .sendString(Mono.just(request.method() + " " + request.uri()))
                        .then();
        };
    }

    private static String handlersOf(HttpServerRequest request) {
        List<String> names = new ArrayList<>();
        request.withConnection(
                connection -> names.addAll(connection.channel().pipeline().names()));
        return String.join(" ", names);
    }

    private Flux<ByteBuf> blocks(int count) {
        return Flux.range(0, count).map(i -> {
            flooded.addAndGet(BLOCK);
            return Unpooled.wrappedBuffer(new byte[BLOCK]);
        });
    }

    private static String nameOf(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    /** What a backend does that dies in the middle. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("broken on purpose", null, false, false);
        }
    }
}
