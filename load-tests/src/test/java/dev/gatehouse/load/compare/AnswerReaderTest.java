package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-LENGTH: 5\r\n\r\nhello";

    private final AnswerReader reader = new AnswerReader();

    @Test
    void findsTheEndWhereverTheBytesAreCut() {
        for (int cut = 0; cut < ANSWER.length(); cut++) {
            assertThat(reader.reachesEnd(bytes(ANSWER.substring(0, cut)))).isFalse();
            assertThat(reader.reachesEnd(bytes(ANSWER.substring(cut)))).isTrue();
            assertThat(reader.status()).isEqualTo(200);
        }
    }

    @Test
    void leavesTheNextAnswerWhereItIs() {
        ByteBuf both = bytes(ANSWER + "HTTP/1.1 403 Forbidden\r\nContent-Length:0\r\n\r\n");

        assertThat(reader.reachesEnd(both)).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.reachesEnd(both)).isTrue();
        assertThat(reader.status()).isEqualTo(403);
        assertThat(both.isReadable()).isFalse();
    }

    @Test
    void refusesAnAnswerOfUnknownLength() {
        assertThatThrownBy(() -> reader.reachesEnd(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")))
                .hasMessageContaining("without Content-Length");
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
