package dev.gatehouse.gateway.filters;

import java.time.Duration;
import java.util.List;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * The filter path: takes a walked request through the filters of its route, to its backend and back.
 *
 * <p>Of Spring Cloud Gateway's filters for every route only those that carry requests are here: endpoint,
 * WebSocket, HTTP, and the writing of the response.
 */
public final class FilterChain implements WebHandler {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final List<MediaType> STREAMING = List.of(
            MediaType.TEXT_EVENT_STREAM,
            MediaType.APPLICATION_NDJSON,
            new MediaType("application", "grpc"),
            new MediaType("application", "grpc+protobuf"));

    private final PinnedFilters filters;
    private final PinnedRouteMapping mapping;

    public FilterChain(Environment environment) {
        HeadersFilters headers = new HeadersFilters();
        HttpClientProperties timeouts = new HttpClientProperties();
        timeouts.setResponseTimeout(RESPONSE_TIMEOUT);
        List<GlobalFilter> everyRoute = List.of(
                new NettyWriteResponseFilter(STREAMING, headers),
                new EndpointFilter(),
                new UpstreamWebSocketFilter(
                        new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy()), headers),
                new UpstreamRoutingFilter(headers, timeouts));
        filters = new PinnedFilters(everyRoute);
        mapping = new PinnedRouteMapping(filters, environment);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        return mapping.getHandler(web).then(Mono.defer(() -> filters.handle(web)));
    }

    /** Requests that came without having been walked, and were refused; anything but 0 is a fault of ours. */
    public long unwalked() {
        return mapping.unwalked();
    }
}
