package dev.gatehouse.gateway.filters;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes the response when all filters have seen its head.
 *
 * <p>A body that came with its head in one piece leaves with it in one piece, which saves a flush. A stream of events is
 * flushed with every part.
 */
final class UpstreamWriteFilter implements GlobalFilter, Ordered {
    private static final List<MediaType> STREAMING = List.of(
            MediaType.TEXT_EVENT_STREAM,
            MediaType.APPLICATION_NDJSON,
            new MediaType("application", "grpc"),
            new MediaType("application", "grpc+protobuf"));

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web, GatewayFilterChain chain) {
        return chain.filter(web).then(Mono.defer(() -> {
            UpstreamCall call = UpstreamCall.of(web);
            return call != null && call.hasResponse() ? write(call, web.getResponse()) : Mono.empty();
        }));
    }

    private static Mono<Void> write(UpstreamCall call, ServerHttpResponse response) {
        boolean isStream = isStream(response);
        ResponseBody body = call.body();
        if (isStream && body.isNone()) {
            // gRPC tells a failure by a head alone, which is written when the filters are done.
            return Mono.empty();
        }
        if (!isStream && !call.isToHead() && isHttp11(response) && body.isWhole(length(response))) {
            return response.writeWith(Mono.fromSupplier(body::takeWhole).map(whole -> wrap(whole, response)));
        }
        Flux<DataBuffer> parts = body.map(part -> wrap(part, response));
        Mono<Void> written = isStream ? response.writeAndFlushWith(parts.map(Flux::just)) : response.writeWith(parts);
        return written.then(Mono.fromRunnable(() -> trailers(body.trailers(), response)));
    }

    // To an older client reactor-netty gives a message in one piece the client's version, and any other ours.
    private static boolean isHttp11(ServerHttpResponse response) {
        HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
        return HttpVersion.HTTP_1_1.equals(server.version());
    }

    private static long length(ServerHttpResponse response) {
        return response.getHeaders().getContentLength();
    }

    private static DataBuffer wrap(ByteBuf part, ServerHttpResponse response) {
        return ((NettyDataBufferFactory) response.bufferFactory()).wrap(part);
    }

    private static boolean isStream(ServerHttpResponse response) {
        MediaType type = contentType(response);
        return type != null && STREAMING.stream().anyMatch(streaming -> streaming.isCompatibleWith(type));
    }

    private static @Nullable MediaType contentType(ServerHttpResponse response) {
        try {
            return response.getHeaders().getContentType();
        } catch (InvalidMediaTypeException e) {
            // What the backend calls it is between it and the client.
            return null;
        }
    }

    private static void trailers(HttpHeaders trailers, ServerHttpResponse response) {
        Object written = trailers.isEmpty() ? null : ServerHttpResponseDecorator.getNativeResponse(response);
        if (written instanceof HttpServerResponse server) {
            server.trailerHeaders(sent -> sent.add(trailers));
        }
    }
}
