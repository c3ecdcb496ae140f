package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonHeadTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void theUsualMethodsAreServed(String method) {
        assertThat(Requests.get("/").method(method).outcome()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get",
                "Get",
                "CONNECT",
                "TRACE",
                "TRACK",
                "PROPFIND",
                "PRI",
                "M-SEARCH",
                "GETX",
                "GE",
                "PURGE",
                "DEBUG",
                "_GET"
            })
    void otherMethodsAreNotSupported(String method) {
        assertThat(Requests.get("/").method(method).outcome()).isEqualTo("method_not_supported");
        assertThat(Requests.get("/").method(method).over(Protocol.HTTP_2).outcome())
                .isEqualTo("method_not_supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GET ", "G ET", "GET\t", "GET\u0000", "G\u00c9T", "GET:", "(GET)", "GET/"})
    void aMethodThatIsNoTokenIsMalformed(String method) {
        assertThat(Requests.get("/").method(method).outcome()).isEqualTo("malformed_request");
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "X Y", "X\t", " X", "X:", "X\u0000", "\u0001X", "X\r", "X\n", "X\u00e4", "X(", "X,Y", "X;",
                "X/", "X@", "[X]", "X\u007f"
            })
    void aHeaderNameThatIsNoTokenIsRefused(String name) {
        assertThat(Requests.get("/").with(name, "v").outcome()).isEqualTo("header_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\rb",
                "a\nb",
                "a\r\n b",
                "\u0001a",
                "a\u000bb",
                "a\u007f",
                "\u001b[0m",
                "a\u0100",
                "a\u2028b"
            })
    void aHeaderValueWithControlBytesIsRefused(String value) {
        assertThat(Requests.get("/").with("X-Any", value).outcome()).isEqualTo("header_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\tb", "a b", "a,b", "caf\u00e9", "\"q\\\"\"", "%00"})
    void anHonestHeaderValueIsTaken(String value) {
        assertThat(Requests.get("/").with("X-Any", value).outcome()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Expect", "Upgrade"})
    void aHeaderThatMustBeAloneIsRefusedTwice(String name) {
        assertThat(Requests.get("/").with(name, "a").outcome()).isEqualTo("ok");
        assertThat(Requests.get("/")
                        .with(name, "a")
                        .with(name.toLowerCase(java.util.Locale.ROOT), "a")
                        .outcome())
                .isEqualTo("header_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Authorization",
                "authorization, close",
                "close,Content-Length",
                "Transfer-Encoding",
                "cookie",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Gatehouse-Context",
                "Forwarded",
                "traceparent",
                "X-Request-Id",
                "a b",
                "close;x"
            })
    void connectionMayNotTakeAwayWhatIsJudgedBy(String options) {
        assertThat(Requests.get("/").with("Connection", options).outcome()).isEqualTo("header_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "keep-alive", "Keep-Alive, TE", "Upgrade", "x-hop", ",close,", ""})
    void connectionMayNameItsOwn(String options) {
        assertThat(Requests.get("/").with("Connection", options).outcome()).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "Connection, close",
        "Keep-Alive, 5",
        "Proxy-Connection, close",
        "Upgrade, h2c",
        "TE, gzip",
        "TE, 'trailers, gzip'"
    })
    void headersOfOneConnectionAreRefusedOnHttp2(String name, String value) {
        assertThat(Requests.get("/").with(name, value).over(Protocol.HTTP_2).outcome())
                .isEqualTo("header_invalid");
    }

    @Test
    void http2MayTakeTrailersAndABodyOfUnknownLength() {
        assertThat(Requests.get("/")
                        .with("te", "trailers")
                        .with("transfer-encoding", "chunked")
                        .over(Protocol.HTTP_2)
                        .outcome())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Authorization",
                "Cookie",
                "X-Forwarded-For",
                "x_forwarded_for",
                "X-Gatehouse-Context",
                "Trailer",
                "TE",
                "Connection",
                "Forwarded",
                "X Y"
            })
    void aTrailerMayNotFrameRouteOrProve(String name) {
        assertThat(RequestCanon.mayTrail(Requests.unchecked().add(name, "v"))).isFalse();
    }

    @Test
    void aTrailerMayTellHowItWent() {
        assertThat(RequestCanon.mayTrail(Requests.unchecked().add("grpc-status", "0")))
                .isTrue();
    }
}
