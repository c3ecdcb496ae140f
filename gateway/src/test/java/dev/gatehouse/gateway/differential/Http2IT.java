package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.answerEach;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Clients that speak HTTP/2, to backends that speak HTTP/1.1. */
class Http2IT extends DifferentialFixture {
    private static final int CANCEL = 8;
    private static final String LARGE = "0123456789abcdef".repeat(20_000);

    @Override
    List<Case> allCases() {
        return List.of(
                Case.of("h2-get")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/a/b?c=%20d", "x-one: 1", "x-many: a", "x-many: b");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 200 OK\r\nX-ReplY: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
                                + "Keep-Alive: timeout=5\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"))
                        .right(seen -> {
                            assertThat(seen.request().startLine()).isEqualTo("GET /a/b?c=%20d HTTP/1.1");
                            assertThat(seen.request().all("x-many")).containsExactly("a", "b");
                            assertThat(seen.request().framing()).isEqualTo(Message.Framing.NONE);
                            assertThat(seen.response().body()).isEqualTo("ok");
                            assertThat(seen.response().fields()).contains("x-reply: 1");
                            assertThat(seen.response().all("set-cookie")).containsExactly("a=1", "b=2");
                            assertThat(seen.response().has("connection")).isFalse();
                            assertThat(seen.response().has("keep-alive")).isFalse();
                        }),
                Case.of("h2-cookies-are-joined")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/", "cookie: a=1", "cookie: b=2", "cookie: c=3");
                            client.response(1);
                        })
                        .backend(answer(OK))
                        // RFC 9113, 8.2.3: one field again, before it goes where HTTP/2 is not spoken.
                        .right(seen -> assertThat(seen.request().all("cookie")).containsExactly("a=1; b=2; c=3")),
                Case.of("h2-head")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "HEAD", "/");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.response().one("content-length")).isEqualTo("500");
                            assertThat(seen.response().isWhole()).isTrue();
                        }),
                Case.of("h2-post")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, false, "POST", "/", "content-length: 5");
                            client.data(1, true, "hello");
                            client.response(1);
                        })
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().one("content-length")).isEqualTo("5");
                            assertThat(seen.request().body()).isEqualTo("hello");
                        }),
                Case.of("h2-post-of-unknown-length")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, false, "POST", "/");
                            client.data(1, false, "hel");
                            client.data(1, true, "lo");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().framing()).isEqualTo(Message.Framing.CHUNKED);
                            assertThat(seen.request().body()).isEqualTo("hello");
                            assertThat(seen.response().has("transfer-encoding")).isFalse();
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("h2-response-until-close")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .backend(Scripts.answerAndClose("HTTP/1.1 200 OK\r\n\r\nall of it"))
                        .right(seen -> {
                            assertThat(seen.response().body()).isEqualTo("all of it");
                            assertThat(seen.response().isWhole()).isTrue();
                        }),
                Case.of("h2-response-trailers")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/", "te: trailers");
                            client.response(1);
                        })
                        .backend(
                                answer(
                                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().trailers()).containsExactly("x-sum: 42")),
                Case.of("h2-request-trailers")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, false, "POST", "/", "trailer: x-sum");
                            client.data(1, false, "hi");
                            client.trailers(1, "x-sum: 7");
                            client.response(1);
                        })
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo("hi");
                            assertThat(seen.request().trailers()).containsExactly("x-sum: 7");
                        }),
                Case.of("h2-early-hints")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", OK))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(103, 200);
                            assertThat(seen.responses().get(0).one("link")).isEqualTo("</a.css>");
                        }),
                Case.of("h2-filters")
                        .filter("StripPrefix=1")
                        .filter("AddRequestHeader=X-A, 1")
                        .filter("AddResponseHeader=X-B, 2")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/a/b?c");
                            client.response(1);
                        })
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().target()).isEqualTo("/b?c");
                            assertThat(seen.request().one("x-a")).isEqualTo("1");
                            assertThat(seen.response().one("x-b")).isEqualTo("2");
                        }),
                Case.of("h2-redirect")
                        .filter("RedirectTo=302, /other")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .right(seen ->
                                assertThat(seen.response().one("location")).isEqualTo("/other")),
                Case.of("h2-silent")
                        .metadata("response-timeout", "200")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.gone();
                        })
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(504);
                            assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                        }),
                Case.of("h2-status-204")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 204 No Content\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(204)),
                Case.of("h2-streams-one-after-another")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            for (int stream = 1; stream < 8; stream += 2) {
                                client.head(stream, true, "GET", "/" + stream);
                                client.response(stream);
                            }
                        })
                        .backend(answerEach(4, OK))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(200, 200, 200, 200);
                            assertThat(seen.connections()).hasSize(1);
                        }),
                Case.of("h2-large-up")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, false, "PUT", "/");
                            client.data(1, true, LARGE);
                            client.response(1);
                        })
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEqualTo(LARGE)),
                Case.of("h2-large-down")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .backend(answer("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n", LARGE))
                        .right(seen -> assertThat(seen.response().body()).isEqualTo(LARGE)),
                Case.of("h2-window-shut-for-a-while")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.keepWindowsShut();
                            client.head(1, true, "GET", "/large");
                            client.body(1, 60_000);
                            client.openWindows(1, LARGE.length());
                            client.response(1);
                            client.head(3, true, "GET", "/large");
                            client.response(3);
                        })
                        .backend(answerEach(
                                2, "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n" + LARGE))
                        .right(seen -> assertThat(seen.responses())
                                .hasSize(2)
                                .allSatisfy(
                                        response -> assertThat(response.body()).isEqualTo(LARGE))),
                Case.of("h2-client-resets-its-stream")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, false, "POST", "/slow");
                            client.data(1, false, "begun");
                            wire.signals().await("begun");
                            client.reset(1, CANCEL);
                            wire.signals().await("backend knows");
                            client.head(3, true, "GET", "/next");
                            client.response(3);
                        })
                        .backend(wire -> {
                            if (!wire.requestHead().target().equals("/slow")) {
                                wire.send(OK);
                                return;
                            }
                            wire.until("begun");
                            wire.signals().give("begun");
                            wire.gone();
                            wire.signals().give("backend knows");
                        })
                        .right(seen -> {
                            assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("h2-backend-breaks-off")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.body(1, 4);
                            wire.signals().give("half came");
                            client.response(1);
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                            wire.signals().await("half came");
                            wire.close();
                        })
                        .right(seen -> {
                            assertThat(seen.response().isWhole()).isFalse();
                            assertThat(seen.client().notes()).containsExactly("reset with 2");
                        }),
                Case.of("h2-connection-refused")
                        .client(wire -> {
                            Http2Client client = new Http2Client(wire);
                            client.head(1, true, "GET", "/");
                            client.response(1);
                        })
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(502);
                            assertThat(seen.response().body()).contains("\"bad_gateway\"");
                        }));
    }
}
