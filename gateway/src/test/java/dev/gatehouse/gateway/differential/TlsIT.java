package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answerEach;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** TLS in and mutual TLS out: only the backend that proves to be who the route names is ever told anything. */
class TlsIT extends DifferentialFixture {
    private static final String LARGE = "0123456789abcdef".repeat(40_000);

    @Override
    Ground ground() {
        return new MutualTls();
    }

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>(List.of(
                Case.of("tls-get-and-who-asks")
                        .client(get("/a?b"))
                        .backend(wire -> {
                            wire.request();
                            wire.note(wire.caller());
                            wire.send(OK);
                        })
                        .right(seen -> {
                            assertThat(seen.response().body()).isEqualTo("ok");
                            assertThat(seen.request().one("x-forwarded-proto")).isEqualTo("https");
                            assertThat(seen.connections().get(0).notes()).containsExactly(MutualTls.GATEWAY);
                        }),
                Case.of("tls-connection-is-used-again")
                        .client(wire -> {
                            for (int i = 0; i < 3; i++) {
                                wire.send(request("GET", "/" + i));
                                wire.response();
                            }
                        })
                        .backend(answerEach(3, OK))
                        .right(seen -> assertThat(seen.connections()).hasSize(1)),
                Case.of("tls-large-both-ways")
                        .client(wire -> {
                            wire.send(request("POST", "/", "Content-Length: " + LARGE.length()), LARGE);
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n", LARGE);
                        })
                        .right(seen -> {
                            assertThat(seen.request().body()).isEqualTo(LARGE);
                            assertThat(seen.response().body()).isEqualTo(LARGE);
                        }),
                Case.of("tls-backend-closes-within-the-body")
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
                        .right(seen -> assertThat(seen.client().notes()).containsExactly("gone")),
                Case.of("tls-response-until-close")
                        .client(wire -> {
                            wire.send(request("GET", "/", "Connection: close"));
                            wire.response();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.send("HTTP/1.1 200 OK\r\n\r\nall of it");
                            wire.close();
                        })
                        .right(seen -> assertThat(seen.response().body()).isEqualTo("all of it")),
                Case.of("tls-half-closed")
                        .client(wire -> {
                            wire.send(request("GET", "/", "Connection: close"));
                            wire.signals().await("asked");
                            wire.halfClose();
                            wire.end();
                        })
                        .backend(wire -> {
                            wire.request();
                            wire.signals().give("asked");
                            wire.gone();
                        })
                        .right(seen -> {
                            assertThat(seen.responses()).isEmpty();
                            assertThat(seen.connections().get(0).notes()).containsExactly("gone");
                        }),
                Case.of("tls-refused")
                        .client(get("/"))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(502))));
        Stream.of("another-identity", "no-identity", "a-stranger")
                .forEach(name -> all.add(Case.of(name)
                        .client(get("/", "Authorization: secret"))
                        .backend(Wire::untold)
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(502);
                            assertThat(seen.connections()).hasSize(1);
                            assertThat(seen.connections().get(0).notes()).containsExactly("told nothing");
                        })));
        return all;
    }
}
