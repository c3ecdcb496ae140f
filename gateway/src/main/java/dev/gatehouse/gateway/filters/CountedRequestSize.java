package dev.gatehouse.gateway.filters;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.RequestSizeGatewayFilterFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * {@code RequestSize} that counts what arrives.
 *
 * <p>Spring Cloud Gateway's own believes the length that the client announces, so a chunked body of any size
 * passes it. This one refuses an announced length at once and a body as soon as it has grown too long.
 *
 * <p>It stands outside the filter that writes the response, because a backend may answer while the body
 * still comes: then the response is broken off, and the client is not left waiting for its end.
 */
final class CountedRequestSize extends RequestSizeGatewayFilterFactory {

    @Override
    public String name() {
        return "RequestSize";
    }

    @Override
    public GatewayFilter apply(RequestSizeConfig config) {
        config.validate();
        long most = config.getMaxSize().toBytes();
        GatewayFilter filter = (exchange, chain) -> {
            if (exchange.getRequest().getHeaders().getContentLength() > most) {
                return Mono.error(tooLarge(most));
            }
            Sinks.Empty<Void> tooLong = Sinks.empty();
            return Mono.firstWithSignal(chain.filter(counted(exchange, most, tooLong)), tooLong.asMono());
        };
        return new OrderedGatewayFilter(filter, NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1);
    }

    private static ServerWebExchange counted(ServerWebExchange exchange, long most, Sinks.Empty<Void> tooLong) {
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (seen.addAndGet(buffer.readableByteCount()) > most) {
                        DataBufferUtils.release(buffer);
                        tooLong.tryEmitError(tooLarge(most));
                    } else {
                        sink.next(buffer);
                    }
                });
            }
        };
        return exchange.mutate().request(request).build();
    }

    private static ContentTooLargeException tooLarge(long most) {
        return new ContentTooLargeException(new IllegalStateException("body is longer than " + most + " bytes"));
    }
}
