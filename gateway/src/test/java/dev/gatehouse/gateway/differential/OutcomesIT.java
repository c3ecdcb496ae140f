package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.ask;
import static dev.gatehouse.gateway.differential.Scripts.chunked;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What routes decide about a request besides changing it: to answer, to turn away, to wait, and to try again. */
class OutcomesIT extends DifferentialFixture {
    // Closed, so that each attempt is seen on a connection of its own on both paths.
    private static final String BUSY =
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy";

    private static final String CONFLICT = "HTTP/1.1 409 Conflict\r\nConnection: close\r\nContent-Length: 3\r\n\r\nwar";
    private static final String OK_AND_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(redirects());
        all.addAll(retries());
        all.addAll(limits());
        all.addAll(timeouts());
        return all;
    }

    private static List<Case> redirects() {
        return List.of(
                Case.of("redirect-to")
                        .filter("RedirectTo=302, https://other.example/there")
                        .client(get("/a?b=c"))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(302);
                            assertThat(seen.response().one("location")).isEqualTo("https://other.example/there");
                        }),
                redirect("redirect-for-good", "RedirectTo=301, /other", 301, "/other"),
                redirect(
                        "redirect-to-see-other",
                        "RedirectTo=303, https://x.example/a?b=c",
                        303,
                        "https://x.example/a?b=c"),
                redirect("redirect-with-the-method", "RedirectTo=307, https://x.example/", 307, "https://x.example/"),
                Case.of("redirect-to-with-body-and-the-next-request")
                        .filter("RedirectTo=308, https://other.example/")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: 5") + "hello");
                            wire.response();
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .right(seen -> assertThat(seen.statuses()).containsExactly(308, 308)));
    }

    private static List<Case> retries() {
        return List.of(
                Case.of("retry-on-status")
                        .filter("Retry=3,SERVICE_UNAVAILABLE")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            wire.send(wire.number() < 2 ? BUSY : OK);
                        })
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(3);
                            assertThat(seen.statuses()).containsExactly(200);
                        }),
                Case.of("retry-by-series")
                        .filter("{ name: Retry, args: { retries: 2, series: CLIENT_ERROR } }")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            wire.send(wire.number() == 0 ? CONFLICT : OK);
                        })
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200)),
                Case.of("retry-not-of-another-status")
                        .filter("Retry=2,BAD_GATEWAY")
                        .client(get("/"))
                        .backend(answer(CONFLICT))
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(1);
                            assertThat(seen.statuses()).containsExactly(409);
                        }),
                Case.of("retry-of-the-methods-it-names")
                        .filter("{ name: Retry, args: { retries: 2, methods: DELETE } }")
                        .client(wire -> {
                            wire.send(request("DELETE", "/", "Content-Length: 0"));
                            wire.response();
                            wire.send(request("GET", "/"));
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send(wire.number() == 0 ? BUSY : wire.number() == 1 ? OK_AND_CLOSE : BUSY);
                        })
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200, 503)),
                triedTwice("retry-keeps-what-filters-made-of-it", "StripPrefix=1", "/b"),
                triedTwice("retry-keeps-the-prefix", "PrefixPath=/pre", "/pre/a/b"),
                Case.of("retry-not-after-the-first-byte")
                        .filter("Retry=3")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.until("half");
                            wire.signals().give("half came");
                            wire.gone();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                            wire.signals().await("half came");
                            wire.close();
                        })
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(1);
                            assertThat(seen.client().notes()).containsExactly("gone");
                        }),
                Case.of("retry-gives-up")
                        .filter("Retry=2,SERVICE_UNAVAILABLE")
                        .client(get("/"))
                        .backend(answer(BUSY))
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(3);
                            assertThat(seen.statuses()).containsExactly(503);
                            assertThat(seen.response().body()).isEqualTo("busy");
                        }),
                Case.of("retry-not-of-a-post")
                        .filter("Retry=3,SERVICE_UNAVAILABLE")
                        .client(ask(request("POST", "/", "Content-Length: 2") + "hi"))
                        .backend(answer(BUSY))
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(1);
                            assertThat(seen.statuses()).containsExactly(503);
                        }),
                Case.of("retry-after-a-broken-connection")
                        .filter("Retry=3")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            if (wire.number() == 0) {
                                wire.close();
                            } else {
                                wire.send(OK);
                            }
                        })
                        .right(seen -> {
                            assertThat(seen.requests()).hasSize(2);
                            assertThat(seen.statuses()).containsExactly(200);
                        }),
                Case.of("retry-when-nobody-listens")
                        .filter("Retry=2")
                        .client(get("/"))
                        .right(seen -> assertThat(seen.statuses()).containsExactly(502)));
    }

    private static Case triedTwice(String name, String filter, String right) {
        return Case.of(name)
                .filter("Retry=2,SERVICE_UNAVAILABLE")
                .filter(filter)
                .filter("AddRequestHeader=X-A, 1")
                .client(get("/a/b"))
                .backend(wire -> {
                    wire.request();
                    wire.send(wire.number() == 0 ? BUSY : OK);
                })
                .right(seen -> assertThat(seen.requests()).hasSize(2).allSatisfy(request -> {
                    assertThat(request.target()).isEqualTo(right);
                    assertThat(request.all("x-a")).containsExactly("1");
                }));
    }

    private static List<Case> limits() {
        return List.of(
                Case.of("request-size-announced")
                        .filter("{ name: RequestSize, args: { maxSize: 10B } }")
                        .client(ask(request("POST", "/", "Content-Length: 11", "Connection: close"), "01234567890"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(413);
                            assertThat(seen.requests()).isEmpty();
                        }),
                Case.of("request-size-counted")
                        .filter("{ name: RequestSize, args: { maxSize: 10B } }")
                        .client(wire -> {
                            wire.send(
                                    request("POST", "/", "Transfer-Encoding: chunked", "Connection: close"),
                                    "5\r\n01234\r\n");
                            wire.signals().await("asked");
                            wire.send(chunked("567890"));
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.requestHead();
                            wire.signals().give("asked");
                            wire.gone();
                        })
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(413)),
                Case.of("request-size-just-right")
                        .filter("{ name: RequestSize, args: { maxSize: 10B } }")
                        .client(ask(request("POST", "/", "Transfer-Encoding: chunked"), chunked("01234", "56789")))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(200);
                            assertThat(seen.request().body()).isEqualTo("0123456789");
                        }),
                Case.of("request-size-and-the-next-request")
                        .filter("{ name: RequestSize, args: { maxSize: 10B } }")
                        .client(ask(request("PUT", "/", "Content-Length: 10"), "0123456789"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(200)),
                Case.of("request-header-size-of-all-its-values")
                        .filter("RequestHeaderSize=500B")
                        .client(get("/", "X-Big: " + "a".repeat(300), "X-Big: " + "b".repeat(300), "Connection: close"))
                        .backend(answer(OK))
                        .right(OutcomesIT::saysThatHeadersAreTooLarge),
                Case.of("request-header-size")
                        .filter("RequestHeaderSize=500B")
                        .client(get("/", "X-Big: " + "a".repeat(600), "Connection: close"))
                        .backend(answer(OK))
                        .right(OutcomesIT::saysThatHeadersAreTooLarge),
                Case.of("request-header-size-just-right")
                        .filter("RequestHeaderSize=500B")
                        .client(get("/", "X-Big: " + "a".repeat(400)))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(200)));
    }

    private static void saysThatHeadersAreTooLarge(Observed seen) {
        assertThat(seen.response().status()).isEqualTo(431);
        assertThat(seen.response().one("content-type")).isEqualTo("application/problem+json");
        assertThat(seen.response().body())
                .contains("\"code\":\"headers_too_large\"")
                .doesNotContain("500");
        assertThat(seen.response().has("errormessage")).isFalse();
        assertThat(seen.requests()).isEmpty();
    }

    private static List<Case> timeouts() {
        return List.of(
                Case.of("silent-within-the-body")
                        .metadata("response-timeout", "200")
                        .client(wire -> {
                            wire.send(request("GET", "/"));
                            wire.until("half");
                            wire.gone();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                            wire.gone();
                        })
                        .right(seen -> {
                            assertThat(seen.client().notes()).containsExactly("gone");
                            assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                        }),
                Case.of("silent-and-tried-again")
                        .metadata("response-timeout", "200")
                        .filter("Retry=1")
                        .client(get("/"))
                        .backend(wire -> {
                            wire.request();
                            if (wire.number() == 0) {
                                wire.gone();
                            } else {
                                wire.send(OK);
                            }
                        })
                        .right(seen -> {
                            assertThat(seen.statuses()).containsExactly(200);
                            assertThat(seen.connections()).hasSize(2);
                        }),
                Case.of("in-time-with-a-timeout")
                        .metadata("response-timeout", "5000")
                        .metadata("connect-timeout", "5000")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.statuses()).containsExactly(200)));
    }

    private static Case redirect(String name, String filter, int status, String right) {
        return Case.of(name).filter(filter).client(get("/a?b=c")).right(seen -> {
            assertThat(seen.response().status()).isEqualTo(status);
            assertThat(seen.response().one("location")).isEqualTo(right);
            assertThat(seen.response().body()).isEmpty();
        });
    }
}
