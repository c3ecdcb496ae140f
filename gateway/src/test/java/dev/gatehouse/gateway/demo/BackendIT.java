package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.netty.resources.LoopResources;

/** Calls a backend past the gateway: only the one caller that it was told of gets an answer. */
@Timeout(120)
class BackendIT {
    private static final String WEB = "spiffe://acme.example/ns/shop/sa/web";

    private final LoopResources loops = LoopResources.create("backend-test", 1, true);
    private final Credentials credentials = Credentials.create(Clock.systemUTC());

    @AfterEach
    void stop() {
        loops.dispose();
    }

    @Test
    void itAnswersItsOneCallerWithWhatItSaw() throws Exception {
        try (Backend backend = start()) {
            Answer answer = calls(
                    backend,
                    Optional.of("web"),
                    Call.post("x", "/a/b?c=d", Expected.answeredBy("ledger", 201))
                            .with("x-tenant", "a"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body())
                    .contains("\"service\":\"ledger\"", "\"path\":\"/a/b?c=d\"", "\"caller\":\"" + WEB + "\"")
                    .contains("\"x-tenant\":\"a\"", "\"body-bytes\":14");
        }
    }

    @Test
    void anotherWorkloadOfTheSameAuthorityIsTurnedAway() throws Exception {
        try (Backend backend = start()) {
            assertThat(calls(backend, Optional.of("checkout"), get()).status()).isEqualTo(403);
        }
    }

    @Test
    void withoutACertificateThereIsNoHandshake() throws Exception {
        try (Backend backend = start()) {
            assertThat(calls(backend, Optional.empty(), get()).isRefusedInHandshake())
                    .isTrue();
        }
    }

    @Test
    void aStrangersCertificateIsNoneEither() throws Exception {
        try (Backend backend = start()) {
            assertThat(calls(backend, Optional.of("unknown"), get()).isRefusedInHandshake())
                    .isTrue();
        }
    }

    @Test
    void itComesBackOnTheSamePort() throws Exception {
        try (Backend backend = start()) {
            int port = backend.port();
            backend.restartAs(credentials.door());

            assertThat(backend.port()).isEqualTo(port);
            assertThat(calls(backend, Optional.of("web"), get()).status()).isEqualTo(200);
        }
    }

    // With the certificate for localhost, since this caller, unlike the gateway, goes by the host's name.
    private Backend start() throws DemoProblem {
        return Backend.start("ledger", WEB, credentials.root(), loops, credentials.door());
    }

    private static Call get() {
        return Call.get("x", "/", Expected.answeredBy("ledger", 200));
    }

    private Answer calls(Backend backend, Optional<String> name, Call call) throws Exception {
        return new Caller("127.0.0.1:" + backend.port(), credentials.root(), name.map(credentials::of)).make(call);
    }
}
