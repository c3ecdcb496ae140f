package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.Exchange;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** What is done to the heads of a backend's responses. */
final class ResponseHeads {
    private ResponseHeads() {}

    /** Makes the final response the client's: of our version, framed for it, and changed as the route says. */
    static void prepare(
            HttpResponse response,
            Exchange exchange,
            FastRoute route,
            SentRequest request,
            boolean endsWithConnection) {
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        HopByHop.strip(response.headers());
        if (!route.responseSteps().isEmpty()) {
            steps(response, exchange, route, request);
        }
        if (endsWithConnection) {
            // The backend's connection ends, the client's need not.
            HttpUtil.setTransferEncodingChunked(response, true);
        }
    }

    private static void steps(HttpResponse response, Exchange exchange, FastRoute route, SentRequest request) {
        int status = response.status().code();
        Returning returning = new Returning(status, response.headers(), () -> variables(exchange, route, request));
        for (ResponseStep step : route.responseSteps()) {
            step.apply(returning);
        }
        if (returning.status() != status) {
            response.setStatus(HttpResponseStatus.valueOf(returning.status()));
        }
    }

    private static Map<String, String> variables(Exchange exchange, FastRoute route, SentRequest request) {
        RequestHead head = exchange.head();
        return head == null ? Map.of() : request.variables(head, route);
    }

    /** An interim response in one piece, as the codecs want it. */
    static FullHttpResponse whole(HttpResponse interim) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                interim.status(),
                Unpooled.EMPTY_BUFFER,
                interim.headers(),
                EmptyHttpHeaders.INSTANCE);
    }
}
