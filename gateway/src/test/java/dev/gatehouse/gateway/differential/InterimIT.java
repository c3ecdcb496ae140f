package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.chunked;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Responses before the response, and responses before the end of the request. */
class InterimIT extends DifferentialFixture {
    private static final String EXPECT = "Expect: 100-continue";

    @Override
    List<Case> allCases() {
        return List.of(
                Case.of("continue-is-waited-for")
                        .client(wire -> {
                            wire.send(request("POST", "/", EXPECT, "Content-Length: 5"));
                            wire.response();
                            wire.send("hello");
                            wire.response();
                        })
                        .backend(InterimIT::takeWithContinue)
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(100, 200);
                            assertThat(seen.connections().get(0).notes()).contains("body: hello");
                        }),
                Case.of("continue-is-not-waited-for")
                        .client(wire -> {
                            wire.send(request("POST", "/", EXPECT, "Content-Length: 5"), "hello");
                            Message first = wire.response();
                            if (first.status() == 100) {
                                wire.response();
                            }
                        })
                        .backend(InterimIT::takeWithContinue)
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(200);
                            assertThat(seen.connections().get(0).notes()).contains("body: hello");
                        }),
                Case.of("continue-is-refused")
                        .client(wire -> untilFinal(wire, request("POST", "/", EXPECT, "Content-Length: 5")))
                        .backend(wire -> {
                            wire.requestHead();
                            wire.send(
                                    "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                        })
                        // The body was never asked for: only the backend may say 100.
                        .right(seen -> assertThat(seen.statuses()).containsExactly(417)),
                Case.of("continue-unasked")
                        .client(Scripts.get("/"))
                        .backend(answer("HTTP/1.1 100 Continue\r\n\r\n" + OK))
                        .right(seen -> assertThat(seen.response().body()).isEqualTo("ok")),
                Case.of("early-hints")
                        .client(wire -> untilFinal(wire, request("GET", "/")))
                        .backend(answer("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", OK))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(103, 200);
                            assertThat(seen.responses().get(0).one("link")).isEqualTo("</a.css>");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("several-early-hints")
                        .client(wire -> untilFinal(wire, request("GET", "/")))
                        .backend(answer(
                                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
                                "HTTP/1.1 103 Early Hints\r\nLink: </b.css>\r\n\r\n" + OK))
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(103, 102, 103, 200);
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("early-hints-and-the-next-request")
                        .client(wire -> {
                            untilFinal(wire, request("GET", "/one"));
                            untilFinal(wire, request("GET", "/two"));
                        })
                        .backend(wire -> {
                            for (int i = 0; i < 2; i++) {
                                String target = wire.request().target();
                                wire.send("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                                        + target);
                            }
                        })
                        .right(seen -> assertThat(seen.responses())
                                .extracting(response -> response.status() + response.body())
                                .containsExactly("103", "200/one", "103", "200/two")),
                Case.of("early-hints-to-http-1-0")
                        .client(wire -> untilFinal(
                                wire, "GET / HTTP/1.0\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n"))
                        .backend(answer("HTTP/1.1 103 Early Hints\r\n\r\n" + OK))
                        // Such a client knows nothing of interim responses (RFC 9110, 15.2).
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200)),
                Case.of("early-hints-before-a-204")
                        .client(wire -> untilFinal(wire, request("GET", "/")))
                        .backend(answer("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
                        .right(seen -> assertThat(seen.statuses()).containsExactly(103, 204)),
                Case.of("early-413-and-close")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 100000"), "first piece");
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.bytes("first piece".length());
                            wire.send(
                                    "HTTP/1.1 413 Request Entity Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
                            wire.close();
                        })
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(413);
                            assertThat(seen.response().body()).isEqualTo("big");
                        }),
                Case.of("early-200-and-the-rest-is-read")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Transfer-Encoding: chunked"), "5\r\nfirst\r\n");
                            wire.signals().await("answered");
                            wire.response();
                            wire.send(chunked("last"));
                            wire.send(request("GET", "/next"));
                            wire.response();
                        })
                        .backend(wire -> {
                            if (wire.number() > 0) {
                                wire.request();
                                wire.send(OK);
                                return;
                            }
                            wire.requestHead();
                            wire.until("first\r\n");
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
                            wire.signals().give("answered");
                        })
                        .right(seen -> {
                            assertThat(seen.responses().get(0).body()).isEqualTo("early");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }));
    }

    private static void untilFinal(Wire wire, String request) throws Exception {
        wire.send(request);
        while (wire.response().status() < 200) {
            // The next one is awaited.
        }
    }

    private static void takeWithContinue(Wire wire) throws Exception {
        if (wire.requestHead().has("expect")) {
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        wire.note("body: " + wire.bytes(5));
        wire.send(OK);
    }
}
