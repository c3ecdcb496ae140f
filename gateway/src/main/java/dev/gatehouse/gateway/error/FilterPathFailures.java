package dev.gatehouse.gateway.error;

import dev.gatehouse.gateway.filters.WalkedExchange;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.exchange.ProblemBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Answers for whatever failed behind the door, and writes into the exchange what it was.
 *
 * <p>When the response has already begun, nothing can be answered any more: the connection is broken off, so
 * that the client does not take half a response for a whole one.
 */
public final class FilterPathFailures implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FilterPathFailures.class);

    private final ProblemBody problems;

    public FilterPathFailures(ProblemBody problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web, Throwable error) {
        Exchange exchange = WalkedExchange.of(web);
        Failure failure = Failure.of(error);
        if (exchange == null) {
            LOG.debug("a request that nobody walked was refused", error);
            web.getResponse().setRawStatusCode(Refusal.INTERNAL.status());
            return web.getResponse().setComplete();
        }
        LOG.debug("filter path failed trace={} error={}", exchange.traceId().dashed(), failure.errorType(), error);
        if (exchange.refusal() != null || exchange.isOver()) {
            // The door has already answered, or the client has left.
            return Mono.empty();
        }
        ServerHttpResponse response = web.getResponse();
        if (response.isCommitted()) {
            exchange.brokeOff(failure.errorType());
            abort(response);
            return Mono.empty();
        }
        exchange.failed(failure.refusal(), failure.errorType());
        return answer(response, problems.render(failure.refusal(), exchange.traceId()), failure.refusal());
    }

    private static Mono<Void> answer(ServerHttpResponse response, byte[] body, Refusal refusal) {
        HttpHeaders headers = response.getHeaders();
        headers.clear();
        headers.set(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.setContentLength(body.length);
        response.setStatusCode(HttpStatusCode.valueOf(refusal.status()));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void abort(ServerHttpResponse response) {
        Object nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
        if (nativeResponse instanceof Connection connection) {
            connection.channel().close();
        }
    }
}
