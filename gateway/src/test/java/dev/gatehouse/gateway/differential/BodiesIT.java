package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.answerAndClose;
import static dev.gatehouse.gateway.differential.Scripts.ask;
import static dev.gatehouse.gateway.differential.Scripts.chunked;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.differential.Message.Framing;
import java.util.ArrayList;
import java.util.List;

/** Bodies both ways: how their end is told, trailers, and responses that have none. */
class BodiesIT extends DifferentialFixture {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String KILOBYTE = "0123456789abcdef".repeat(64);
    private static final int MEGABYTE = 1024 * 1024;

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(requestBodies());
        all.addAll(responseBodies());
        all.addAll(bodiless());
        all.addAll(trailers());
        all.addAll(large());
        return all;
    }

    private static List<Case> requestBodies() {
        return List.of(
                Case.of("post-with-length")
                        .client(ask(request("POST", "/", "Content-Type: text/plain", "Content-Length: 5"), "hello"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().framing()).isEqualTo(Framing.LENGTH);
                            assertThat(seen.request().all("content-length")).containsExactly("5");
                            assertThat(seen.request().body()).isEqualTo("hello");
                        }),
                Case.of("post-with-head-and-body-in-one")
                        .client(ask(request("POST", "/", "Content-Length: 5") + "hello"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEqualTo("hello")),
                Case.of("post-chunked")
                        .client(ask(request("POST", "/", CHUNKED), chunked("hel", "lo"), ""))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().framing()).isEqualTo(Framing.CHUNKED);
                            assertThat(seen.request().body()).isEqualTo("hello");
                        }),
                Case.of("post-with-length-zero")
                        .client(ask(request("POST", "/", "Content-Length: 0")))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().all("content-length")).containsExactly("0");
                            assertThat(seen.request().body()).isEmpty();
                        }),
                Case.of("post-chunked-and-empty")
                        .client(ask(request("POST", "/", CHUNKED), chunked()))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEmpty()),
                Case.of("post-without-a-word-of-a-body")
                        .client(ask(request("POST", "/")))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().framing()).isEqualTo(Framing.NONE)),
                Case.of("get-with-body")
                        .client(ask(request("GET", "/", "Content-Length: 3"), "abc"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEqualTo("abc")),
                Case.of("chunk-extensions")
                        .client(ask(request("POST", "/", CHUNKED), "3;a=b\r\nhel\r\n2;c\r\nlo\r\n0\r\n\r\n"))
                        .backend(answer("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n\r\n2;x=y\r\nok\r\n0;z\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo("hello");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("body-byte-by-byte")
                        .client(ask(request("POST", "/", "Content-Length: 5"), "h", "e", "l", "l", "o"))
                        .backend(answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n", "\r\n", "y", "e", "s"))
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo("hello");
                            assertThat(seen.response().body()).isEqualTo("yes");
                        }));
    }

    private static List<Case> responseBodies() {
        return List.of(
                Case.of("response-chunked")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n\r\n", chunked("he", "llo")))
                        .right(seen -> {
                            assertThat(seen.response().framing()).isEqualTo(Framing.CHUNKED);
                            assertThat(seen.response().body()).isEqualTo("hello");
                        }),
                Case.of("response-chunked-and-empty")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n\r\n0\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().body()).isEmpty()),
                Case.of("response-until-close")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.response();
                            wire.send(request("GET", "/again"));
                            wire.response();
                        })
                        .backend(answerAndClose("HTTP/1.1 200 OK\r\n\r\nall of it"))
                        .right(seen -> {
                            // The client is told the end of it in a way that keeps its connection.
                            assertThat(seen.responses()).hasSize(2).allSatisfy(response -> {
                                assertThat(response.body()).isEqualTo("all of it");
                                assertThat(response.framing()).isEqualTo(Framing.CHUNKED);
                            });
                        }),
                Case.of("response-until-close-to-http-1-0")
                        .client(wire -> {
                            wire.send("GET / HTTP/1.0\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n");
                            wire.response();
                        })
                        .backend(answerAndClose("HTTP/1.1 200 OK\r\n\r\nall of it"))
                        .right(seen -> {
                            assertThat(seen.response().framing()).isEqualTo(Framing.CLOSE);
                            assertThat(seen.response().body()).isEqualTo("all of it");
                        }),
                Case.of("response-encoded")
                        .client(get("/", "Accept-Encoding: gzip"))
                        .backend(
                                answer(
                                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000"))
                        .right(seen -> {
                            assertThat(seen.response().one("content-encoding")).isEqualTo("gzip");
                            assertThat(seen.response().body()).isEqualTo("\u001f\u008b\b\u0000");
                        }));
    }

    private static List<Case> bodiless() {
        return List.of(
                Case.of("status-204")
                        .client(twice("GET"))
                        .backend(thenOk("HTTP/1.1 204 No Content\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(204, 200);
                            assertThat(seen.responses().get(0).has("content-length"))
                                    .isFalse();
                            assertThat(seen.responses().get(0).has("transfer-encoding"))
                                    .isFalse();
                        }),
                Case.of("status-304-with-length")
                        .client(twice("GET"))
                        .backend(thenOk("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 500\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(304, 200);
                            assertThat(seen.responses().get(0).one("etag")).isEqualTo("\"x\"");
                            assertThat(seen.responses().get(0).one("content-length"))
                                    .isEqualTo("500");
                        }),
                Case.of("status-304-chunked")
                        .client(twice("GET"))
                        .backend(thenOk("HTTP/1.1 304 Not Modified\r\n" + CHUNKED + "\r\n\r\n"))
                        .right(seen -> assertThat(seen.statuses()).containsExactly(304, 200)),
                Case.of("head-of-what-is-not-there")
                        .client(wire -> {
                            wire.send(request("HEAD", "/"));
                            wire.response("HEAD");
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .backend(thenOk("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(404, 200);
                            assertThat(seen.responses().get(0).one("content-length"))
                                    .isEqualTo("9");
                        }),
                Case.of("status-205")
                        .client(twice("GET"))
                        .backend(thenOk("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(205, 200);
                            assertThat(seen.responses().get(0).body()).isEmpty();
                        }),
                Case.of("head-chunked")
                        .client(wire -> {
                            wire.send(request("HEAD", "/"));
                            wire.response("HEAD");
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .backend(thenOk("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n\r\n"))
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200, 200)),
                Case.of("head-without-length")
                        .client(wire -> {
                            wire.send(request("HEAD", "/"));
                            wire.response("HEAD");
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .backend(thenOk("HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(200, 200);
                            // To say 0 would be to say that a GET has no body.
                            assertThat(seen.responses().get(0).has("content-length"))
                                    .isFalse();
                        }));
    }

    private static List<Case> trailers() {
        return List.of(
                Case.of("response-trailers")
                        .client(get("/", "TE: trailers", "Connection: TE"))
                        .backend(answer("HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n" + CHUNKED
                                + "\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.response().body()).isEqualTo("ok");
                            assertThat(seen.response().one("trailer")).isEqualTo("X-Sum");
                            assertThat(seen.response().trailers()).containsExactly("X-Sum: 42");
                        }),
                Case.of("request-trailers")
                        .client(ask(
                                request("POST", "/", "Trailer: X-Sum", CHUNKED), "2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo("hi");
                            assertThat(seen.request().trailers()).containsExactly("X-Sum: 7");
                        }),
                Case.of("request-trailer-that-frames")
                        .client(ask(request("POST", "/", CHUNKED), "2\r\nhi\r\n0\r\nContent-Length: 7\r\n\r\n"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo("hi");
                            assertThat(seen.request().trailers()).isEmpty();
                        }),
                Case.of("request-trailer-that-routes")
                        .client(wire -> {
                            wire.send(request("POST", "/", CHUNKED), "2\r\nhi\r\n");
                            wire.signals().await("asked");
                            wire.send("0\r\nHost: other\r\n\r\n");
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.signals().give("asked");
                            wire.gone();
                        })
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(400)));
    }

    private static List<Case> large() {
        String upload = KILOBYTE.repeat(1024);
        return List.of(
                Case.of("megabyte-up")
                        .client(wire -> {
                            wire.send(request("PUT", "/", "Content-Length: " + MEGABYTE));
                            for (int at = 0; at < MEGABYTE; at += 16 * 1024) {
                                wire.send(upload.substring(at, at + 16 * 1024));
                            }
                            wire.response();
                        })
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEqualTo(upload)),
                Case.of("megabyte-down")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\nContent-Length: " + MEGABYTE + "\r\n\r\n", upload))
                        .right(seen -> assertThat(seen.response().body()).isEqualTo(upload)),
                Case.of("four-megabytes-echoed")
                        .client(wire -> {
                            wire.send(request("POST", "/", CHUNKED));
                            Thread sender = new Thread(() -> {
                                if (wire.trySend(
                                        chunked(upload).substring(0, MEGABYTE + "100000\r\n\r\n".length()), 4)) {
                                    wire.trySend("0\r\n\r\n", 1);
                                }
                            });
                            sender.start();
                            wire.response();
                            sender.join();
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + 4 * MEGABYTE + "\r\n\r\n");
                            wire.echoChunks();
                        })
                        .right(seen -> assertThat(seen.response().body()).isEqualTo(upload.repeat(4))));
    }

    private static Script twice(String method) {
        return wire -> {
            for (int i = 0; i < 2; i++) {
                wire.send(request(method, "/" + i));
                wire.response(method);
            }
        };
    }

    /** Answers a first request so, and a second one, which shows that the first answer ended where it should. */
    private static Script thenOk(String first) {
        return wire -> {
            wire.request();
            wire.send(first);
            wire.request();
            wire.send(OK);
        };
    }
}
