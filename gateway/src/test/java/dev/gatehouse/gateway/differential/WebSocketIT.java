package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** WebSockets, frame by frame: the handshake, both directions, and who closes first. */
class WebSocketIT extends DifferentialFixture {
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";

    @Override
    List<Case> allCases() {
        return List.of(
                socket("websocket-echo")
                        .client(wire -> {
                            open(wire);
                            wire.send(Frames.text("hello"));
                            wire.note(Frames.read(wire));
                            wire.send(Frames.text("there"));
                            wire.note(Frames.read(wire));
                        })
                        .backend(wire -> {
                            accept(wire);
                            for (int i = 0; i < 2; i++) {
                                wire.send(Frames.plain(1, Frames.payload(Frames.read(wire))));
                            }
                        })
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(101);
                            assertThat(seen.client().notes()).containsExactly("1 hello", "1 there");
                        }),
                socket("websocket-backend-speaks-first")
                        .client(wire -> {
                            open(wire);
                            wire.note(Frames.read(wire));
                        })
                        .backend(wire -> {
                            accept(wire);
                            wire.send(Frames.plain(1, "welcome"));
                        })
                        .right(seen -> assertThat(seen.client().notes()).containsExactly("1 welcome")),
                socket("websocket-frame-with-the-handshake")
                        .client(wire -> {
                            open(wire);
                            wire.note(Frames.read(wire));
                        })
                        .backend(wire -> {
                            Message asked = wire.request();
                            wire.send(SWITCH + Frames.acceptance(asked.one("sec-websocket-key")) + "\r\n\r\n"
                                    + Frames.plain(1, "welcome"));
                        })
                        .right(seen -> assertThat(seen.client().notes()).containsExactly("1 welcome")),
                socket("websocket-binary-and-large")
                        .client(wire -> {
                            open(wire);
                            wire.send(Frames.masked(2, "b".repeat(60_000)));
                            String back = Frames.read(wire);
                            wire.note(back.substring(0, 3) + back.length());
                        })
                        .backend(wire -> {
                            accept(wire);
                            wire.send(Frames.plain(2, Frames.payload(Frames.read(wire))));
                        })
                        .right(seen -> assertThat(seen.client().notes()).containsExactly("2 b60002")),
                socket("websocket-client-closes-first")
                        .client(wire -> {
                            open(wire);
                            wire.send(Frames.masked(8, "\u0003\u00e8bye"));
                            wire.note(Frames.read(wire));
                            wire.gone();
                        })
                        .backend(wire -> {
                            accept(wire);
                            String asked = Frames.read(wire);
                            wire.note(asked);
                            wire.send(Frames.plain(8, Frames.payload(asked)));
                            wire.close();
                        })
                        .right(seen -> {
                            assertThat(seen.connections().get(0).notes()).containsExactly("8 \u0003\u00e8bye");
                            assertThat(seen.client().notes()).containsExactly("8 \u0003\u00e8bye", "gone");
                        }),
                socket("websocket-backend-closes-first")
                        .client(wire -> {
                            open(wire);
                            String told = Frames.read(wire);
                            wire.note(told);
                            wire.send(Frames.masked(8, Frames.payload(told)));
                            wire.gone();
                        })
                        .backend(wire -> {
                            accept(wire);
                            wire.send(Frames.plain(8, "\u0003\u00e9away"));
                            wire.note(Frames.read(wire));
                            wire.close();
                        })
                        .right(seen -> {
                            assertThat(seen.client().notes()).containsExactly("8 \u0003\u00e9away", "gone");
                            assertThat(seen.connections().get(0).notes()).containsExactly("8 \u0003\u00e9away");
                        }),
                socket("websocket-client-resets")
                        .client(wire -> {
                            open(wire);
                            wire.send(Frames.text("hello"));
                            wire.signals().await("heard");
                            wire.reset();
                            wire.signals().await("backend knows");
                        })
                        .backend(wire -> {
                            accept(wire);
                            wire.note(Frames.read(wire));
                            wire.signals().give("heard");
                            wire.gone();
                            wire.signals().give("backend knows");
                        })
                        .right(seen ->
                                assertThat(seen.connections().get(0).notes()).containsExactly("1 hello", "gone")),
                socket("websocket-ping-goes-through")
                        .client(wire -> {
                            open(wire);
                            wire.send(Frames.masked(9, "are you there"), Frames.text("hello"));
                            wire.note(Frames.read(wire));
                        })
                        .backend(wire -> {
                            accept(wire);
                            wire.note(Frames.read(wire));
                            wire.send(Frames.plain(10, "yes"));
                        })
                        .right(seen -> {
                            assertThat(seen.connections().get(0).notes()).containsExactly("9 are you there");
                            assertThat(seen.client().notes()).containsExactly("10 yes");
                        }),
                Case.of("websocket-key-and-origin-are-the-clients")
                        .metadata("websocket", "true")
                        .client(wire -> {
                            open(wire);
                            wire.signals().await("asked");
                        })
                        .backend(wire -> {
                            Message asked = wire.request();
                            wire.signals().give("asked");
                            wire.note("key " + asked.one("sec-websocket-key"));
                            wire.send(SWITCH + Frames.acceptance(asked.one("sec-websocket-key")) + "\r\n\r\n");
                        })
                        .right(seen -> {
                            assertThat(seen.connections().get(0).notes())
                                    .containsExactly("key dGhlIHNhbXBsZSBub25jZQ==");
                            assertThat(seen.request().has("origin")).isTrue();
                        }),
                socket("websocket-protocol-is-chosen-by-the-backend")
                        .client(wire -> {
                            wire.send(handshake("Sec-WebSocket-Protocol: one, two"));
                            wire.response();
                        })
                        .backend(wire -> {
                            Message asked = wire.request();
                            wire.send(SWITCH + Frames.acceptance(asked.one("sec-websocket-key"))
                                    + "\r\nSec-WebSocket-Protocol: two\r\n\r\n");
                        })
                        .right(seen -> {
                            assertThat(seen.request()
                                            .one("sec-websocket-protocol")
                                            .replace(" ", ""))
                                    .isEqualTo("one,two");
                            assertThat(seen.response().one("sec-websocket-protocol"))
                                    .isEqualTo("two");
                        }),
                socket("websocket-refused-by-the-backend")
                        .client(wire -> {
                            wire.send(handshake());
                            wire.response();
                        })
                        .backend(answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(403);
                            assertThat(seen.response().body()).isEqualTo("no");
                        }),
                Case.of("websocket-on-a-route-without")
                        .client(wire -> {
                            wire.send(handshake());
                            wire.response();
                        })
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().status()).isNotEqualTo(101);
                            seen.requests()
                                    .forEach(request ->
                                            assertThat(request.has("upgrade")).isFalse());
                        }));
    }

    private static Case.Builder socket(String name) {
        return Case.of(name).metadata("websocket", "true");
    }

    private static String handshake(String... fields) {
        String asked = request(
                "GET",
                "/socket?a=b",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Origin: http://page.example",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        return asked.substring(0, asked.length() - 2)
                + String.join(
                        "",
                        List.of(fields).stream().map(field -> field + "\r\n").toList()) + "\r\n";
    }

    private static void open(Wire wire) throws Exception {
        wire.send(handshake());
        assertThat(wire.response().status()).isEqualTo(101);
    }

    private static void accept(Wire wire) throws Exception {
        Message asked = wire.request();
        wire.send(SWITCH + Frames.acceptance(asked.one("sec-websocket-key")) + "\r\n\r\n");
    }
}
