package dev.gatehouse.ingress.forward;

import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The seam behind the door: handles a request that was walked, as a handler of reactor-netty's server.
 *
 * <p>It is called on the event loop of the connection, only for requests that have a route and were allowed,
 * and finds them by {@code Exchange.of(channel)}.
 */
public interface FilterPath extends BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {}
