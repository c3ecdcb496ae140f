package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.ask;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.differential.Message.Framing;
import java.util.ArrayList;
import java.util.List;

/** The heads of requests and responses: methods, targets, fields, and what concerns one connection only. */
class MessagesIT extends DifferentialFixture {

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(methods());
        all.addAll(fields());
        all.addAll(hopByHop());
        all.addAll(targets());
        return all;
    }

    private static List<Case> methods() {
        return List.of(
                Case.of("get")
                        .client(get("/a/b?c=d", "X-One: 1"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().startLine()).isEqualTo("GET /a/b?c=d HTTP/1.1");
                            assertThat(seen.request().framing()).isEqualTo(Framing.NONE);
                            assertThat(seen.request().one("x-one")).isEqualTo("1");
                            assertThat(seen.response().startLine()).isEqualTo("HTTP/1.1 200 OK");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("head")
                        .client(wire -> {
                            wire.send(request("HEAD", "/"));
                            wire.response("HEAD");
                            // Were a body sent, it would be taken for the next head.
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
                            wire.request();
                            wire.send(OK);
                        })
                        .right(seen -> {
                            assertThat(seen.requests())
                                    .extracting(Message::method)
                                    .containsExactly("HEAD", "GET");
                            assertThat(seen.responses().get(0).one("content-length"))
                                    .isEqualTo("5000");
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("delete-with-body")
                        .client(
                                ask(
                                        "DELETE /x HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x\r\nContent-Length: 3\r\n\r\nabc"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().body()).isEqualTo("abc")),
                Case.of("options")
                        .client(ask(request("OPTIONS", "/x")))
                        .backend(answer("HTTP/1.1 200 OK\r\nAllow: GET, OPTIONS\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().framing()).isEqualTo(Framing.NONE);
                            assertThat(seen.response().one("allow")).isEqualTo("GET, OPTIONS");
                        }),
                Case.of("absolute-form")
                        .client(ask(
                                "GET http://HOST/a?b HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().target()).isEqualTo("/a?b")),
                Case.of("http-1-0-client")
                        .client(wire -> {
                            wire.send("GET / HTTP/1.0\r\nHost: HOST\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n");
                            wire.response();
                            wire.end();
                        })
                        .backend(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().startLine()).isEqualTo("GET / HTTP/1.1");
                            assertThat(seen.response().has("transfer-encoding")).isFalse();
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("http-1-0-backend")
                        .client(get("/"))
                        .backend(Scripts.answerAndClose("HTTP/1.0 200 OK\r\nX-Old: yes\r\n\r\nall of it"))
                        .right(seen -> {
                            assertThat(seen.response().startLine()).isEqualTo("HTTP/1.1 200 OK");
                            assertThat(seen.response().body()).isEqualTo("all of it");
                            assertThat(seen.response().isWhole()).isTrue();
                        }),
                Case.of("patch")
                        .client(ask(request("PATCH", "/x", "Content-Length: 3") + "abc"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().startLine()).isEqualTo("PATCH /x HTTP/1.1")),
                Case.of("method-that-is-not-served")
                        .client(ask(request("BREW", "/x", "Connection: close")))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(501);
                            assertThat(seen.requests()).isEmpty();
                        }),
                Case.of("reason-and-unknown-status")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 299 Rather Fine\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().startLine()).isEqualTo("HTTP/1.1 299 Rather Fine")));
    }

    private static List<Case> fields() {
        return List.of(
                Case.of("field-case-is-kept")
                        .client(get("/", "X-MiXeD-CaSe: a", "x-lower: b", "X-UPPER: c"))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-MiXeD-RePlY: d\r\ncontent-length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().fields()).contains("X-MiXeD-CaSe: a", "x-lower: b", "X-UPPER: c");
                            assertThat(seen.response().fields()).contains("X-MiXeD-RePlY: d");
                        }),
                Case.of("duplicate-fields")
                        .client(get("/", "X-Many: 1", "X-Other: x", "X-Many: 2", "X-Many: 3,4"))
                        .backend(answer(
                                "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\nSet-Cookie: b=2\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().all("x-many")).containsExactly("1", "2", "3,4");
                            assertThat(seen.response().all("set-cookie")).containsExactly("a=1", "b=2");
                        }),
                Case.of("bytes-above-ascii")
                        .client(get("/", "X-Utf8: \u00c3\u00a4\u00c3\u00b6", "X-Latin: \u00e4"))
                        .backend(
                                answer(
                                        "HTTP/1.1 200 OK\r\nX-Utf8: \u00c3\u00a4\r\nX-Latin: \u00e4\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().one("x-utf8")).isEqualTo("\u00c3\u00a4\u00c3\u00b6");
                            assertThat(seen.request().one("x-latin")).isEqualTo("\u00e4");
                            assertThat(seen.response().one("x-utf8")).isEqualTo("\u00c3\u00a4");
                            assertThat(seen.response().one("x-latin")).isEqualTo("\u00e4");
                        }),
                Case.of("empty-and-padded-values")
                        .client(get("/", "X-Empty:", "X-Padded: \t a b \t "))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-Empty:\r\nX-Padded:   c\t \r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().all("x-empty")).containsExactly("");
                            assertThat(seen.request().one("x-padded")).isEqualTo("a b");
                            assertThat(seen.response().all("x-empty")).containsExactly("");
                            assertThat(seen.response().one("x-padded")).isEqualTo("c");
                        }),
                Case.of("cookies")
                        .client(get("/", "Cookie: a=1; b=\"2\"; c==", "Accept-Language: de"))
                        .backend(answer(
                                "HTTP/1.1 200 OK\r\nSet-Cookie: a=; Path=/; HttpOnly\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.request().one("cookie")).isEqualTo("a=1; b=\"2\"; c==");
                            assertThat(seen.request().one("accept-language")).isEqualTo("de");
                            assertThat(seen.response().one("set-cookie")).isEqualTo("a=; Path=/; HttpOnly");
                        }),
                Case.of("nothing-is-added")
                        .client(ask("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().has("accept")).isFalse();
                            assertThat(seen.request().has("user-agent")).isFalse();
                            assertThat(seen.request().has("content-length")).isFalse();
                            assertThat(seen.request().has("accept-encoding")).isFalse();
                        }),
                Case.of("backends-own-id-and-date")
                        .client(get("/"))
                        .backend(answer(
                                "HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 10:00:00 GMT\r\nX-Request-Id: mine\r\n"
                                        + "Server: x\r\nVia: 1.1 y\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            assertThat(seen.response().all("x-request-id")).containsExactly("UUID");
                            assertThat(seen.response().one("date")).isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
                            assertThat(seen.response().one("server")).isEqualTo("x");
                            assertThat(seen.response().one("via")).isEqualTo("1.1 y");
                        }),
                Case.of("fields-that-only-we-may-say")
                        .client(get(
                                "/",
                                "X-Forwarded-For: 9.9.9.9",
                                "X-Request-Id: mine",
                                "Forwarded: for=9.9.9.9",
                                "X-Gatehouse-Context: forged",
                                "x_under: a"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().one("x-forwarded-for")).isEqualTo("127.0.0.1");
                            assertThat(seen.request().all("x-request-id")).containsExactly("UUID");
                            assertThat(seen.request().has("x_under")).isFalse();
                            assertThat(seen.request().toString()).doesNotContain("9.9.9.9", "forged");
                        }));
    }

    private static List<Case> hopByHop() {
        return List.of(
                Case.of("request-fields-of-one-hop")
                        .client(get(
                                "/",
                                "Connection: keep-alive, X-Secret",
                                "Keep-Alive: timeout=5",
                                "X-Secret: 1",
                                "Proxy-Connection: keep-alive",
                                "TE: trailers",
                                "Proxy-Authorization: x",
                                "X-Kept: 1"))
                        .backend(answer(OK))
                        .right(seen -> {
                            for (String name : List.of(
                                    "keep-alive",
                                    "x-secret",
                                    "proxy-connection",
                                    "te",
                                    "proxy-authorization",
                                    "upgrade")) {
                                assertThat(seen.request().has(name)).as(name).isFalse();
                            }
                            assertThat(seen.request().one("x-kept")).isEqualTo("1");
                        }),
                Case.of("response-fields-of-one-hop")
                        .client(get("/"))
                        .backend(
                                answer(
                                        "HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Secret\r\nKeep-Alive: timeout=5\r\n"
                                                + "X-Secret: 1\r\nProxy-Connection: close\r\nX-Kept: 1\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> {
                            for (String name : List.of("keep-alive", "x-secret", "proxy-connection", "connection")) {
                                assertThat(seen.response().has(name)).as(name).isFalse();
                            }
                            assertThat(seen.response().one("x-kept")).isEqualTo("1");
                        }),
                Case.of("client-says-close")
                        .client(wire -> {
                            wire.send(request("GET", "/", "Connection: close"));
                            wire.response();
                            wire.end();
                        })
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().one("connection")).isEqualTo("close");
                            assertThat(seen.client().notes()).containsExactly("closed");
                        }),
                Case.of("backend-says-close")
                        .client(wire -> {
                            wire.send(request("GET", "/one"));
                            wire.response();
                            wire.send(request("GET", "/two"));
                            wire.response();
                        })
                        .backend(Scripts.answerAndClose(
                                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"))
                        .right(seen -> {
                            // It closes its own connection, which is no business of the client.
                            assertThat(seen.statuses()).containsExactly(200, 200);
                            assertThat(seen.connections()).hasSize(2);
                            assertThat(seen.response().has("connection")).isFalse();
                        }),
                Case.of("upgrade-to-what-we-do-not-speak")
                        .client(get(
                                "/",
                                "Connection: Upgrade, HTTP2-Settings",
                                "Upgrade: h2c",
                                "HTTP2-Settings: AAMAAABkAARAAAAA"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().has("upgrade")).isFalse();
                            assertThat(seen.request().has("http2-settings")).isFalse();
                            assertThat(seen.response().status()).isEqualTo(200);
                        }));
    }

    private static List<Case> targets() {
        return List.of(
                targetStays("an-empty-value", "/a?b="),
                targetStays("a-plus", "/a?b=%20+c"),
                targetStays("equals-signs", "/a?a=b=c&&x"),
                targetStays("odd-characters", "/a?q=?/:@!$'()*,;"),
                targetStays("escapes", "/a%20b/%C3%A4?x=%C3%A4%2F"),
                targetStays("a-last-slash", "/a/~x-y_z.w/"),
                targetStays("much-text", "/" + "a".repeat(3000) + "?" + "b=c&".repeat(500)));
    }

    private static Case targetStays(String what, String target) {
        return Case.of("target-with-" + what)
                .client(get(target))
                .backend(answer(OK))
                .right(seen -> assertThat(seen.request().target()).isEqualTo(target));
    }
}
