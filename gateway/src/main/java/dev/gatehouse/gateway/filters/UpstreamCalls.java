package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.util.context.ContextView;

/**
 * The client for the upstream of a route, which writes into the exchange how each attempt went.
 *
 * <p>What it calls back is the same for every request and finds its attempt in the subscriber's context: a
 * callback for each request would make another client for each request.
 */
final class UpstreamCalls {
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(UpstreamCalls.class, "used");

    private UpstreamCalls() {}

    /** The client for the route that the exchange has pinned. */
    static HttpClient client(Exchange exchange, Route route) {
        Upstream upstream = FilterRoute.upstream(exchange);
        HttpClient client = FilterRoute.snapshot(exchange).clients().client(upstream);
        Object connectMillis = route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        return observed(
                connectMillis == null
                        ? client
                        : client.option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS, Integer.parseInt(connectMillis.toString())));
    }

    private static HttpClient observed(HttpClient client) {
        return client.doOnRequest((request, connection) -> reached(attempt(request.currentContextView()), connection))
                .doOnResponse((response, connection) -> answered(attempt(response.currentContextView())));
    }

    private static void reached(@Nullable Attempt attempt, Connection connection) {
        Channel channel = connection.channel();
        boolean isNew = channel.attr(USED).getAndSet(Boolean.TRUE) == null;
        if (attempt == null) {
            return;
        }
        if (isNew) {
            attempt.exchange().connected(System.nanoTime() - attempt.startedNanos());
        }
        if (!attempt.expectedIdentity().isEmpty()) {
            // The handshake only succeeds with this very identity.
            attempt.exchange().upstreamProved(attempt.expectedIdentity());
        }
    }

    private static void answered(@Nullable Attempt attempt) {
        if (attempt != null) {
            attempt.exchange().firstByte();
        }
    }

    private static @Nullable Attempt attempt(ContextView context) {
        return context.getOrDefault(Attempt.class, null);
    }
}
