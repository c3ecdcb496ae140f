package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.answerAndClose;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Backends that cannot be reached, break off, keep silent, or answer with what is no response. */
class FailuresIT extends DifferentialFixture {
    private static final Map<String, String> NO_RESPONSES = Map.ofEntries(
            Map.entry("garbage", "this is not HTTP at all\r\n\r\n"),
            Map.entry(
                    "http-2-speaker",
                    "\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0\u0080\0\u0004\0\u0001\0\0\0\u0005\0\u00ff\u00ff\u00ff"),
            Map.entry("two-lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk"),
            Map.entry("negative-length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"),
            Map.entry("length-in-words", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok"),
            Map.entry(
                    "length-beside-chunks",
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
            Map.entry(
                    "chunked-but-not-last",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
            Map.entry(
                    "head-over-the-limit",
                    "HTTP/1.1 200 OK\r\nX-Big: " + "a".repeat(70_000) + "\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("field-without-colon", "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("nul-in-a-field", "HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("status-99", "HTTP/1.1 99 Small\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("status-1000", "HTTP/1.1 1000 Large\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry("status-in-words", "HTTP/1.1 OK\r\nContent-Length: 2\r\n\r\nok"),
            Map.entry(
                    "switch-nobody-asked-for",
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"));

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(unreached());
        all.addAll(brokenOff());
        NO_RESPONSES.forEach((name, bytes) -> all.add(Case.of("no-response-" + name)
                .client(get("/", "Connection: close"))
                .backend(answerAndClose(bytes))
                .right(seen -> isProblem(seen, 502, "bad_gateway"))));
        return all;
    }

    private static List<Case> unreached() {
        return List.of(
                Case.of("connection-refused").client(get("/")).right(seen -> isProblem(seen, 502, "bad_gateway")),
                Case.of("connection-refused-with-body")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 5") + "hello");
                            wire.response();
                        })
                        .right(seen -> isProblem(seen, 502, "bad_gateway")),
                Case.of("silent")
                        .metadata("response-timeout", "200")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            wire.gone();
                        })
                        .right(seen -> {
                            isProblem(seen, 504, "upstream_timeout");
                            assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                        }),
                Case.of("silent-after-the-body")
                        .metadata("response-timeout", "200")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 5"), "hello");
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.gone();
                        })
                        .right(seen -> isProblem(seen, 504, "upstream_timeout")));
    }

    private static List<Case> brokenOff() {
        return List.of(
                Case.of("closed-before-the-response")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            wire.close();
                        })
                        .right(seen -> {
                            isProblem(seen, 502, "bad_gateway");
                            assertThat(seen.requests()).hasSize(1);
                        }),
                Case.of("reset-before-the-response")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            wire.reset();
                        })
                        .right(seen -> isProblem(seen, 502, "bad_gateway")),
                Case.of("closed-on-accept")
                        .client(get("/"))
                        .backend(Wire::close)
                        .right(seen -> isProblem(seen, 502, "bad_gateway")),
                Case.of("closed-within-the-head")
                        .client(get("/"))
                        .backend(answerAndClose("HTTP/1.1 200 OK\r\nContent-Le"))
                        .right(seen -> isProblem(seen, 502, "bad_gateway")),
                brokenAfterHalf("closed-within-the-body", "Content-Length: 100\r\n\r\nhalf", ""),
                brokenAfterHalf("closed-within-a-chunk", "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf", ""),
                brokenAfterHalf("closed-between-chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", ""),
                brokenAfterHalf(
                        "nonsense-between-chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "zz\r\n\r\n"),
                Case.of("reset-within-the-body")
                        .client(FailuresIT::readHalf)
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                            wire.signals().await("half came");
                            wire.reset();
                        })
                        .right(FailuresIT::isVisiblyBroken),
                Case.of("closed-within-the-upload")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 100000", "Connection: close"), "begun");
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.bytes("begun".length());
                            wire.close();
                        })
                        .right(seen -> isProblem(seen, 502, "bad_gateway")),
                Case.of("closed-after-one-of-two-requests")
                        .client(wire -> {
                            wire.send(request("GET", "/one"));
                            wire.response();
                            wire.signals().await("closed");
                            wire.send(request("GET", "/two"));
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send(OK);
                            wire.close();
                            wire.signals().give("closed");
                        })
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200, 200)),
                Case.of("folded-field")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\nContent-Length: 2\r\n\r\nok"))
                        // To be unfolded, or refused (RFC 9112, 5.2); never to be sent on as it is.
                        .right(seen ->
                                assertThat(seen.response().one("x-folded")).isEqualTo("a b")),
                Case.of("space-before-colon")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-Spaced : a\r\nContent-Length: 2\r\n\r\nok"))
                        // A proxy must take the space out of a response (RFC 9112, 5.1).
                        .right(seen -> assertThat(seen.response().fields()).contains("X-Spaced: a")),
                strayResponse("with-the-response"),
                strayResponse("after-the-response"));
    }

    /** A connection on which something came that nobody asked for is in doubt, and not for the next request. */
    private static Case strayResponse(String when) {
        return Case.of("a-second-response-" + when)
                .client(wire -> {
                    wire.send(request("GET", "/one"));
                    wire.response();
                    wire.signals().give("one was read");
                    wire.signals().await("stray was sent");
                    wire.send(request("GET", "/two"));
                    wire.response();
                })
                .backend(wire -> {
                    if (wire.number() > 0) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                                + wire.request().target());
                        return;
                    }
                    String first = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                            + wire.request().target();
                    String stray = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";
                    if (when.startsWith("with")) {
                        wire.send(first + stray);
                    } else {
                        wire.send(first);
                        wire.signals().await("one was read");
                        wire.send(stray);
                    }
                    wire.signals().give("stray was sent");
                    if (!wire.isEnded()) {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                                + wire.request().target());
                    }
                })
                .right(seen -> {
                    assertThat(seen.responses()).extracting(Message::body).containsExactly("/one", "/two");
                    assertThat(seen.connections()).hasSize(2);
                });
    }

    private static Case brokenAfterHalf(String name, String half, String last) {
        return Case.of(name)
                .client(FailuresIT::readHalf)
                .backend(wire -> {
                    wire.request();
                    wire.send("HTTP/1.1 200 OK\r\n" + half);
                    wire.signals().await("half came");
                    wire.send(last);
                    wire.close();
                })
                .right(FailuresIT::isVisiblyBroken);
    }

    private static void readHalf(Wire wire) throws Exception {
        wire.send(request("GET", "/"));
        wire.note(wire.until("half").contains(" 200 ") ? "begun" : "not begun");
        wire.signals().give("half came");
        wire.gone();
    }

    /** The connection ended, and with neither a last chunk nor all of the bytes that were announced. */
    private static void isVisiblyBroken(Observed seen) {
        assertThat(seen.client().notes()).containsExactly("begun", "gone");
    }

    private static void isProblem(Observed seen, int status, String code) {
        assertThat(seen.responses()).hasSize(1);
        assertThat(seen.response().status()).isEqualTo(status);
        assertThat(seen.response().one("content-type")).isEqualTo("application/problem+json");
        assertThat(seen.response().body()).contains("\"code\":\"" + code + "\"");
    }
}
