package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile bytes on HTTP/1.1: each is refused, nothing behind the door sees it, and where the end of the
 * request is in doubt the connection is closed without a look at what follows.
 */
class RawRequestsIT {
    private static final String HOST = "Host: localhost\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

    private static House house;

    @BeforeAll
    static void open() {
        house = new House(new TestPath());
    }

    @BeforeEach
    void forget() {
        house.forget();
    }

    @AfterAll
    static void close() {
        house.close();
        assertThat(LeakWatch.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/../private",
                "/public/%2e%2e/private",
                "/public/./x",
                "/public/..%2fprivate",
                "/a/..\\c",
                "//admin",
                "/app%2fadmin",
                "/app%5cadmin",
                "/app/\\/\\/admin",
                "/%252e%252e/admin",
                "/%c0%ae%c0%ae/admin",
                "/%c0%afadmin",
                "/admin%00",
                "/a%zz",
                "/..;/admin",
                "/admin;a=b",
                "/;/admin",
                "/admin%3ba",
                "/public#/../admin",
                "/mypath%3Ffoo",
                "*",
                "admin",
                "http://other.example/admin",
                "ftp://localhost/admin",
            })
    void aTargetWithTwoReadingsIsRefused(String target) {
        String answer = RawClient.exchange(
                house.port(), "GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "x-request-id: ");
        assertThat(house.seen()).isEmpty();
        assertThat(house.nextEnd().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: \r\n",
                "Host: a.example\r\nHost: b.example\r\n",
                "Host: localhost\r\nHost: localhost\r\n",
                "Host: loc alhost\r\n",
                "Host: user@localhost\r\n",
                "Host: localhost/admin\r\n",
                "Host: localhost:port\r\n",
            })
    void anAuthorityInDoubtIsRefused(String hosts) {
        refusesAndCloses("GET /admin HTTP/1.1\r\n" + hosts + "\r\n", "400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 5 5\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Transfer-Encoding:\r\n chunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Content-Length : 5\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 0\r\nConnection: content-length\r\n",
                "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n",
            })
    void aBodyOfUnclearLengthIsRefused(String framing) {
        refusesAndCloses("GET /admin HTTP/1.1\r\n" + HOST + framing + "\r\n" + "0\r\n\r\n" + SMUGGLED, "400");
    }

    @Test
    void chunkedOnHttp10IsRefused() {
        refusesAndCloses(
                "POST /admin HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED, "400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;\nabcde\r\n0\r\n\r\n",
                "5\nabcde\r\n0\r\n\r\n",
                "5\rabcde\r\n0\r\n\r\n",
                "5;a=\"b\r\nabcde\r\n0\r\n\r\n",
                " 5\r\nabcde\r\n0\r\n\r\n",
                "0x5\r\nabcde\r\n0\r\n\r\n",
                "+5\r\nabcde\r\n0\r\n\r\n",
                "-5\r\nabcde\r\n0\r\n\r\n",
                "\r\nabcde\r\n0\r\n\r\n",
                "zz\r\nabcde\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nabcde\r\n0\r\n\r\n",
            })
    void aBrokenChunkIsRefusedBeforeAnybodySeesTheRequest(String chunks) {
        refusesAndCloses(
                "POST /count HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + SMUGGLED, "400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: a\u0000b\r\n",
                "X-A: a\rb\r\n",
                "X-A: a\nX-B: b\r\n",
                "X A: a\r\n",
                "\u0001X-A: a\r\n",
                ": empty\r\n",
                "X-A\r\n",
                "Connection: x-forwarded-for\r\n",
                "Connection: authorization\r\n",
                "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
            })
    void aHeaderWithTwoReadingsIsRefused(String header) {
        refusesAndCloses("GET /admin HTTP/1.1\r\n" + HOST + header + "\r\n" + SMUGGLED, "400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "FROB", "CONNECT", "TRACE"})
    void anotherMethodIsRefused(String method) {
        refusesAndCloses(method + " /admin HTTP/1.1\r\n" + HOST + "\r\n" + SMUGGLED, "501");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a HTTP/2.0", "GET /a HTTP/1.2", "GET /a", "GET /a b HTTP/1.1", "GET /a HTTP/1.1 "})
    void aStrangeRequestLineIsRefused(String line) {
        refusesAndCloses(line + "\r\n" + HOST + "\r\n" + SMUGGLED, "400");
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        refusesAndCloses("GET /a HTTP/1.1\r\n" + HOST + "X-A: " + "a".repeat(20_000) + "\r\n\r\n" + SMUGGLED, "431");
    }

    @Test
    void aRequestLineThatIsTooLongIsRefused() {
        refusesAndCloses("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n" + HOST + "\r\n" + SMUGGLED, "400");
    }

    @Test
    void whatAStrangerMayNotSayIsTakenOff() {
        String answer = RawClient.exchange(
                house.port(),
                "GET /headers HTTP/1.1\r\n" + HOST
                        + "X-Forwarded-For: 6.6.6.6\r\nX_Forwarded_For: 6.6.6.7\r\nX-Request-Id: evil\r\n"
                        + "Traceparent: 00-evil\r\nX-Real-IP: 6.6.6.8\r\nForwarded: for=6.6.6.9\r\n"
                        + "X-Gatehouse-Context: evil\r\nX-Forwarded-Client-Cert: evil\r\nX-Http2-Scheme: evil\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("6.6.6.", "evil", "theirs", "h2c");
        assertThat(answer).contains("x-forwarded-for=127.0.0.1");
        assertThat(house.nextEnd().status()).isEqualTo(200);
    }

    @Test
    void theBackendSeesTheCanonicalPathAndTheQueryAsItWas() {
        RawClient.exchange(
                house.port(), "GET /%61dmin/%7Ea?x=%2e%2e/y HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(house.seen()).containsExactly("GET /admin/~a?x=%2e%2e/y");
    }

    @Test
    void anUpgradeIsNotMadeWhereTheRouteDoesNotSaySo() {
        String answer = RawClient.exchange(
                house.port(),
                "GET /headers HTTP/1.1\r\n" + HOST
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\n\r\n"
                        + "GET /last HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("upgrade");
    }

    /** One answer of this status, the connection closed, and nothing seen or heard of what follows. */
    private static void refusesAndCloses(String bytes, String status) {
        String answer = RawClient.exchange(house.port(), bytes);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("connection: close");
        assertThat(answer.split("HTTP/1\\.1 ", -1))
                .as("one answer only: %s", answer)
                .hasSize(2);
        assertThat(house.seen()).isEmpty();
        assertThat(house.nextEnd().status()).isEqualTo(Integer.parseInt(status));
        assertThat(house.endsLeft()).isZero();
    }
}
