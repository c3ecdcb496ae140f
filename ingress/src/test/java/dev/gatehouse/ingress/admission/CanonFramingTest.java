package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonFramingTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "17", "0017", "999999999999999999"})
    void aPlainLengthIsTaken(String length) {
        assertThat(Requests.get("/").with("Content-Length", length).outcome()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+5",
                "-5",
                "5,5",
                "5, 5",
                "5 5",
                "0x5",
                "5.0",
                "5e0",
                "5;a",
                "\u0665",
                "5\t",
                "five",
                "1000000000000000000",
                "99999999999999999999"
            })
    void aLengthThatIsNoPlainNumberIsRefused(String length) {
        assertThat(Requests.get("/").with("Content-Length", length).outcome())
                .isIn("framing_invalid", "header_invalid");
        assertThat(Requests.get("/")
                        .with("Content-Length", length)
                        .over(Protocol.HTTP_2)
                        .outcome())
                .isIn("framing_invalid", "header_invalid");
    }

    @ParameterizedTest
    @CsvSource({"5,5", "5,6", "0,5"})
    void twoLengthsAreRefusedEvenIfTheyAgree(String one, String other) {
        assertThat(Requests.get("/")
                        .with("Content-Length", one)
                        .with("content-length", other)
                        .outcome())
                .isEqualTo("framing_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "identity",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, chunked",
                "chunked,",
                ",chunked",
                "chunked;q=1",
                "x-chunked",
                "chunkedx",
                "\"chunked\"",
                "chunked chunked",
                "",
                " chunked",
                "chunked ",
                "chunk",
                "cow",
                "trailers"
            })
    void anyOtherTransferEncodingIsRefused(String encoding) {
        assertThat(Requests.get("/").with("Transfer-Encoding", encoding).outcome())
                .isEqualTo("framing_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u000bchunked", "chunked\u000b", "chunked\u0000", "chun\rked", "chunked\nX: y", "\u001fchunked"
            })
    void controlBytesInATransferEncodingAreRefused(String encoding) {
        assertThat(Requests.get("/").with("Transfer-Encoding", encoding).outcome())
                .isEqualTo("header_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void chunkedAloneIsTaken(String encoding) {
        assertThat(Requests.get("/").with("Transfer-Encoding", encoding).outcome())
                .isEqualTo("ok");
    }

    @Test
    void chunkedTwiceIsRefused() {
        assertThat(Requests.get("/")
                        .with("Transfer-Encoding", "chunked")
                        .with("Transfer-Encoding", "chunked")
                        .outcome())
                .isEqualTo("framing_invalid");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aLengthBesideChunkedIsRefused(Protocol protocol) {
        assertThat(Requests.get("/")
                        .with("Content-Length", "0")
                        .with("Transfer-Encoding", "chunked")
                        .over(protocol)
                        .outcome())
                .isEqualTo("framing_invalid");
    }

    @Test
    void chunkedOnHttp10IsRefused() {
        assertThat(Requests.get("/")
                        .with("Transfer-Encoding", "chunked")
                        .over(Protocol.HTTP_1_0)
                        .outcome())
                .isEqualTo("framing_invalid");
    }
}
