package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.answerEach;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Connections of clients and to backends: order, reuse, half-closing, and leaving early. */
class ConnectionsIT extends DifferentialFixture {
    private static final String PIECE = "x".repeat(64 * 1024);

    @Override
    List<Case> allCases() {
        return List.of(
                Case.of("upstream-connection-is-used-again")
                        .client(wire -> {
                            for (int i = 0; i < 5; i++) {
                                wire.send(request("GET", "/" + i));
                                wire.response();
                            }
                        })
                        .backend(answerEach(5, OK))
                        .right(seen -> {
                            assertThat(seen.connections()).hasSize(1);
                            assertThat(seen.requests())
                                    .extracting(Message::target)
                                    .containsExactly("/0", "/1", "/2", "/3", "/4");
                        }),
                Case.of("used-again-after-a-request-with-a-body")
                        .client(wire -> {
                            for (int i = 0; i < 3; i++) {
                                wire.send(request("POST", "/" + i, "Content-Length: 3"), "ab" + i);
                                wire.response();
                            }
                        })
                        .backend(answerEach(
                                3, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.connections()).hasSize(1);
                            assertThat(seen.requests())
                                    .extracting(Message::body)
                                    .containsExactly("ab0", "ab1", "ab2");
                        }),
                Case.of("pipelined")
                        .client(wire -> {
                            wire.send(request("GET", "/0") + request("GET", "/1")
                                    + request("POST", "/2", "Content-Length: 2") + "hi" + request("GET", "/3"));
                            for (int i = 0; i < 4; i++) {
                                wire.response();
                            }
                        })
                        .backend(wire -> {
                            for (int i = 0; i < 4; i++) {
                                String target = wire.request().target();
                                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + target);
                            }
                        })
                        .right(seen -> assertThat(seen.responses())
                                .extracting(Message::body)
                                .containsExactly("/0", "/1", "/2", "/3")),
                Case.of("pipelined-with-a-failure-between")
                        .client(wire -> {
                            wire.send(request("GET", "/0") + request("GET", "/broken") + request("GET", "/2"));
                            for (int i = 0; i < 3; i++) {
                                wire.response();
                            }
                        })
                        .backend(wire -> {
                            for (int i = 0; i < 2; i++) {
                                if (wire.request().target().equals("/broken")) {
                                    wire.send("this is not HTTP\r\n\r\n");
                                    wire.close();
                                    return;
                                }
                                wire.send(OK);
                                if (wire.number() > 0) {
                                    return;
                                }
                            }
                        })
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200, 502, 200)),
                halfClosed("after-the-request", request("GET", "/")),
                halfClosed("after-the-last-request", request("GET", "/", "Connection: close")),
                halfClosed("after-a-body", request("POST", "/", "Content-Length: 5") + "hello"),
                halfClosed("within-a-body", request("POST", "/", "Content-Length: 5") + "hel"),
                halfClosed("within-chunks", request("POST", "/", "Transfer-Encoding: chunked") + "5\r\nhello\r\n"),
                Case.of("client-resets-during-upload")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 1000"), "begun");
                            wire.signals().await("begun");
                            wire.reset();
                            wire.signals().await("backend knows");
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.bytes("begun".length());
                            wire.signals().give("begun");
                            wire.gone();
                            wire.signals().give("backend knows");
                        })
                        .right(seen ->
                                assertThat(seen.connections().get(0).notes()).containsExactly("gone")),
                Case.of("client-closes-during-upload")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Transfer-Encoding: chunked"), "5\r\nbegun\r\n");
                            wire.signals().await("begun");
                            wire.close();
                            wire.signals().await("backend knows");
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.until("begun\r\n");
                            wire.signals().give("begun");
                            wire.gone();
                            wire.signals().give("backend knows");
                        })
                        .right(seen ->
                                assertThat(seen.connections().get(0).notes()).containsExactly("gone")),
                Case.of("client-resets-while-it-waits")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.signals().await("asked");
                            wire.reset();
                            wire.signals().await("backend knows");
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.signals().give("asked");
                            wire.gone();
                            wire.signals().give("backend knows");
                        })
                        .right(seen ->
                                assertThat(seen.connections().get(0).notes()).containsExactly("gone")),
                Case.of("client-resets-during-download")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.until("\r\n\r\n");
                            wire.bytes(1000);
                            wire.reset();
                            wire.signals().await("backend knows");
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                            wire.note(wire.trySend(PIECE, 2000) ? "all was taken" : "cut off");
                            wire.signals().give("backend knows");
                        })
                        .right(seen ->
                                assertThat(seen.connections().get(0).notes()).containsExactly("cut off")),
                Case.of("nothing-goes-to-a-connection-that-was-given-up")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.signals().await("asked");
                            wire.reset();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.signals().give("asked");
                            wire.gone();
                        })
                        .right(seen -> assertThat(seen.connections()).hasSize(1)),
                Case.of("blank-lines-before-a-request")
                        .client(Scripts.ask("\r\n\r\n" + request("GET", "/")))
                        .backend(answer(OK))
                        // RFC 9112, 2.2: at least one empty line before the request line is to be ignored.
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(200)));
    }

    /** Half a close cannot be told from a whole one, and a client that left must not cost more. */
    private static Case halfClosed(String when, String sent) {
        return Case.of("half-closed-" + when)
                .client(wire -> {
                    wire.send(sent);
                    wire.signals().await("asked");
                    wire.halfClose();
                    wire.end();
                })
                .backend(wire -> {
                    wire.requestHead();
                    wire.signals().give("asked");
                    wire.gone();
                })
                .right(seen -> {
                    assertThat(seen.responses()).isEmpty();
                    assertThat(seen.client().notes()).containsExactly("closed");
                    assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                });
    }
}
