package dev.gatehouse.ingress.identity;

import static dev.gatehouse.ingress.tls.Houses.ACME;
import static dev.gatehouse.ingress.tls.Houses.BOTH;
import static dev.gatehouse.ingress.tls.Houses.CLOCK;
import static dev.gatehouse.ingress.tls.Houses.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.CountingClock;
import dev.gatehouse.ingress.tls.Houses;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.KeyMaterial;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.Role;
import dev.gatehouse.ingress.tls.ServerTls;
import dev.gatehouse.ingress.tls.TlsLibrary;
import dev.gatehouse.ingress.tls.TlsTalk;
import dev.gatehouse.ingress.tls.TrustBundles;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a listener lets in, and who they then are, over real sockets and with both TLS libraries. */
class ServerTlsIT {
    private static final String WEB = "spiffe://acme.example/ns/shop/sa/web";
    private static final KeyMaterial GATEWAY =
            ACME.issue(LeafSpec.of().withDns("localhost", "shop.example")).keyMaterial();

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void aSoundCertificateNamesTheConnection(TlsLibrary library) throws Exception {
        Issued web = ACME.issue(LeafSpec.of(WEB));
        try (TlsTalk door = door(ClientAuth.OPTIONAL, library)) {
            ConnectionIdentity identity = identity(door.call(client(Optional.of(web)), "shop.example"));

            assertThat(identity.spiffeId()).contains(Houses.id(WEB));
            assertThat(identity.certificateSha256()).matches("[0-9a-f]{64}");
            assertThat(identity.tlsVersion()).isEqualTo("TLSv1.3");
            assertThat(identity.sni()).isEqualTo("shop.example");
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void whoShowsNothingIsAnonymous(TlsLibrary library) throws Exception {
        try (TlsTalk door = door(ClientAuth.OPTIONAL, library)) {
            ConnectionIdentity identity = identity(door.call(client(Optional.empty()), "127.0.0.1"));

            assertThat(identity.spiffeId()).isEmpty();
            assertThat(identity.certificateSha256()).isEmpty();
            assertThat(identity.sni()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void whoShowsNothingIsTurnedAwayWhereACertificateIsRequired(TlsLibrary library) throws Exception {
        try (TlsTalk door = door(ClientAuth.REQUIRED, library)) {
            TlsTalk.Outcome outcome = door.call(client(Optional.empty()), "localhost");

            assertThat(outcome.serverFailure()).isInstanceOf(SSLException.class);
            assertThat(outcome.clientFailure()).isNotNull();
        }
    }

    static Stream<Arguments> badCertificates() {
        List<Issued> bad = List.of(
                PARTNER.issue(LeafSpec.of(WEB)),
                ACME.issue(LeafSpec.of(WEB).valid(Duration.ofDays(-2), Duration.ofDays(1))),
                ACME.issue(LeafSpec.of(WEB).valid(Duration.ofDays(1), Duration.ofDays(1))),
                ACME.issue(LeafSpec.of(WEB).onlyAs(Role.SERVER)),
                ACME.issue(LeafSpec.of(WEB, "spiffe://acme.example/two")),
                ACME.issue(LeafSpec.of().withDns("web.shop")),
                ACME.issue(LeafSpec.of(WEB).asCa()));
        return Stream.of(TlsLibrary.values())
                .flatMap(library -> bad.stream().map(issued -> Arguments.of(library, issued)));
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void aBadCertificateFailsTheHandshakeAlsoWhereItIsOptional(TlsLibrary library, Issued bad) throws Exception {
        try (TlsTalk door = door(ClientAuth.OPTIONAL, library)) {
            TlsTalk.Outcome outcome = door.call(client(Optional.of(bad)), "localhost");

            assertThat(outcome.serverFailure()).isInstanceOf(SSLException.class);
            assertThat(outcome.clientFailure()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionIsNeverResumed(String version) throws Exception {
        SslContext jdkClient = clientBuilder(Optional.of(ACME.issue(LeafSpec.of(WEB))))
                .sslProvider(SslProvider.JDK)
                .protocols(version)
                .build();
        CountingClock clock = new CountingClock();
        SslContext context = ServerTls.context(GATEWAY, ClientAuth.OPTIONAL, BOTH, clock, TlsLibrary.BORINGSSL);
        try (TlsTalk door = new TlsTalk(context)) {
            for (int i = 0; i < 3; i++) {
                door.call(jdkClient, "shop.example").serverSession();
            }
        }

        // The clock is read once for each check of a certificate.
        assertThat(clock.reads()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void anIdentityIsCheckedAgainUnderTheTrustOfTheDay(TlsLibrary library) throws Exception {
        Issued web = ACME.issue(LeafSpec.of(WEB));
        TrustBundles revoking = new TrustBundles(
                List.of(ACME.bundleRevoking(List.of(web.certificate().getSerialNumber()))));
        try (TlsTalk door = door(ClientAuth.OPTIONAL, library)) {
            SSLSession session =
                    door.call(client(Optional.of(web)), "localhost").serverSession();

            assertThatThrownBy(() -> ConnectionIdentity.ofTls(session, revoking))
                    .isInstanceOf(UnprovenPeerException.class)
                    .hasMessage("certificate was revoked");
            assertThatThrownBy(() -> ConnectionIdentity.ofTls(session, TrustBundles.none()))
                    .isInstanceOf(UnprovenPeerException.class);
            assertThatThrownBy(() -> ConnectionIdentity.ofTls(
                            session, BOTH, Instant.now().plus(Duration.ofDays(2))))
                    .hasMessage("certificate has expired");
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void oldVersionsOfTlsAreNotSpoken(TlsLibrary library) throws Exception {
        SslContext old = clientBuilder(Optional.empty())
                .sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.1")
                .build();
        try (TlsTalk door = door(ClientAuth.NONE, library)) {
            assertThat(door.call(old, "localhost").serverFailure()).isInstanceOf(SSLException.class);
        }
    }

    private static ConnectionIdentity identity(TlsTalk.Outcome outcome) throws Exception {
        return ConnectionIdentity.ofTls(outcome.serverSession(), BOTH);
    }

    private static TlsTalk door(ClientAuth clientAuth, TlsLibrary library) throws SSLException {
        return new TlsTalk(ServerTls.context(GATEWAY, clientAuth, BOTH, CLOCK, library));
    }

    private static SslContext client(Optional<Issued> shown) throws SSLException {
        return clientBuilder(shown).sslProvider(SslProvider.JDK).build();
    }

    private static SslContextBuilder clientBuilder(Optional<Issued> shown) {
        SslContextBuilder builder =
                SslContextBuilder.forClient().trustManager(ACME.root()).endpointIdentificationAlgorithm(null);
        shown.ifPresent(issued -> builder.keyManager(issued.key(), issued.chain()));
        return builder;
    }
}
