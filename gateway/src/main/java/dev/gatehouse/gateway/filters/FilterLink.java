package dev.gatehouse.gateway.filters;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A filter of a route, and those behind it; made once for a route and not for each request. */
final class FilterLink implements GatewayFilterChain {
    private static final FilterLink END = new FilterLink(null, null);

    private final @Nullable GatewayFilter filter;
    private final @Nullable FilterLink next;

    private FilterLink(@Nullable GatewayFilter filter, @Nullable FilterLink next) {
        this.filter = filter;
        this.next = next;
    }

    static FilterLink of(List<GatewayFilter> sorted) {
        FilterLink first = END;
        for (int i = sorted.size() - 1; i >= 0; i--) {
            first = new FilterLink(sorted.get(i), first);
        }
        return first;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web) {
        GatewayFilter here = filter;
        FilterLink behind = next;
        // Deferred, because a filter that tries anew subscribes once more and means all that stands behind it.
        return here == null || behind == null ? Mono.empty() : Mono.defer(() -> here.filter(web, behind));
    }
}
