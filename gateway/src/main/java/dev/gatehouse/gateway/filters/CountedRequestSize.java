package dev.gatehouse.gateway.filters;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.RequestSizeGatewayFilterFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code RequestSize} that counts what arrives.
 *
 * <p>Spring Cloud Gateway's own believes the length that the client announces, so a chunked body of any size
 * passes it. This one refuses an announced length at once and a body as soon as it has grown too long.
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
        return (exchange, chain) -> exchange.getRequest().getHeaders().getContentLength() > most
                ? Mono.error(tooLarge(most))
                : chain.filter(counted(exchange, most));
    }

    private static ServerWebExchange counted(ServerWebExchange exchange, long most) {
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (seen.addAndGet(buffer.readableByteCount()) > most) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(most));
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
