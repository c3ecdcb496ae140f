package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.exchange.Exchange;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Gives the answers that need no upstream. */
final class DirectAnswers {
    private DirectAnswers() {}

    static void give(DirectAnswer answer, Exchange exchange, ClientSide client) {
        if (answer instanceof DirectAnswer.TurnedAway turnedAway) {
            exchange.failed(turnedAway.refusal(), turnedAway.refusal().code());
            client.refuse(turnedAway.refusal(), turnedAway.reason());
        } else if (answer instanceof DirectAnswer.Head head) {
            client.write(response(head));
            client.flush();
        }
    }

    private static FullHttpResponse response(DirectAnswer.Head head) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()), Unpooled.EMPTY_BUFFER);
        response.headers().set(head.header(), head.value());
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        return response;
    }
}
