package dev.gatehouse.ingress.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterimResponsesTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

    @Test
    void hintsBeforeTheAnswerAreDropped() {
        assertThat(statuses("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + ANSWER))
                .containsExactly(200);
    }

    @Test
    void anAnswerWithoutHintsIsUntouched() {
        assertThat(statuses(ANSWER)).containsExactly(200);
    }

    @Test
    void continueIsLeftToTheClient() {
        assertThat(statuses("HTTP/1.1 100 Continue\r\n\r\n" + ANSWER)).containsExactly(100, 200);
    }

    private static List<Integer> statuses(String wire) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpClientCodec(), new InterimResponses());
        channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        channel.writeInbound(Unpooled.copiedBuffer(wire, StandardCharsets.US_ASCII));
        List<Integer> statuses = new ArrayList<>();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof HttpResponse response) {
                statuses.add(response.status().code());
            }
            ReferenceCountUtil.release(message);
        }
        channel.finishAndReleaseAll();
        return statuses;
    }
}
