package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
