package dev.gatehouse.ingress.tls;

import static dev.gatehouse.ingress.tls.Houses.ACME;
import static dev.gatehouse.ingress.tls.Houses.BOTH;
import static dev.gatehouse.ingress.tls.Houses.CLOCK;
import static dev.gatehouse.ingress.tls.Houses.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.identity.SpiffeId;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a backend must prove, over real sockets and with both TLS libraries. */
class UpstreamTlsIT {
    private static final SpiffeId LEDGER = Houses.id("spiffe://acme.example/ns/pay/sa/ledger");
    private static final KeyMaterial OWN =
            ACME.issue(LeafSpec.of("spiffe://acme.example/gateway")).keyMaterial();

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void theRightIdentityIsGoneOnWithWhateverTheHostIsCalled(TlsLibrary library) throws Exception {
        try (TlsTalk backend =
                new TlsTalk(backend(LeafSpec.of(LEDGER.toString()).withDns("elsewhere")))) {
            assertThat(backend.call(ours(library), "ledger.pay").client().get(10, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void anotherIdentityIsNot(TlsLibrary library) throws Exception {
        LeafSpec other = LeafSpec.of("spiffe://acme.example/ns/pay/sa/ledger2").withDns("localhost");

        assertThat(seen(library, ACME, other)).isEqualTo("it proves to be spiffe://acme.example/ns/pay/sa/ledger2");
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void noIdentityIsNot(TlsLibrary library) throws Exception {
        assertThat(seen(library, ACME, LeafSpec.of().withDns("localhost"))).contains("has 0 uri names");
        assertThat(seen(library, ACME, LeafSpec.of().named(LEDGER.toString()))).contains("no alternative name");
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void anotherDomainsRootDoesNotVouch(TlsLibrary library) throws Exception {
        assertThat(seen(library, PARTNER, LeafSpec.of(LEDGER.toString())))
                .contains("does not end at a root of trust domain `acme.example`");
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void anExpiredCertificateIsNot(TlsLibrary library) throws Exception {
        LeafSpec expired = LeafSpec.of(LEDGER.toString()).valid(Duration.ofDays(-2), Duration.ofDays(1));

        assertThat(seen(library, ACME, expired)).isEqualTo("certificate has expired");
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void aClientsCertificateDoesNotServe(TlsLibrary library) throws Exception {
        assertThat(seen(library, ACME, LeafSpec.of(LEDGER.toString()).onlyAs(Role.CLIENT)))
                .isEqualTo("certificate is not for a server");
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void aRevokedCertificateIsNot(TlsLibrary library) throws Exception {
        Issued revoked = ACME.issue(LeafSpec.of(LEDGER.toString()));
        TrustBundles bundles = new TrustBundles(
                List.of(ACME.bundleRevoking(List.of(revoked.certificate().getSerialNumber()))));
        SslContext client =
                UpstreamTls.context(OWN, bundles, LEDGER, CLOCK, ApplicationProtocolConfig.DISABLED, library);

        try (TlsTalk backend = new TlsTalk(backend(revoked))) {
            Throwable failure = backend.call(client, "localhost").clientFailure();
            assertThat(UpstreamIdentityException.in(failure).orElseThrow().seen())
                    .isEqualTo("certificate was revoked");
        }
    }

    @ParameterizedTest
    @EnumSource(TlsLibrary.class)
    void aBackendThatAsksSeesOurCertificate(TlsLibrary library) throws Exception {
        SslContext demanding = ServerTls.context(
                ACME.issue(LeafSpec.of(LEDGER.toString())).keyMaterial(),
                dev.gatehouse.ingress.tls.ClientAuth.REQUIRED,
                BOTH,
                CLOCK);

        try (TlsTalk backend = new TlsTalk(demanding)) {
            assertThat(backend.call(ours(library), "localhost").serverSession().getPeerCertificates()[0])
                    .isEqualTo(OWN.leaf());
        }
    }

    @Test
    void everyConnectionIsCheckedAnew() throws Exception {
        CountingClock clock = new CountingClock();
        SslContext client =
                UpstreamTls.context(OWN, BOTH, LEDGER, clock, ApplicationProtocolConfig.DISABLED, TlsLibrary.BORINGSSL);
        try (TlsTalk backend = new TlsTalk(backend(LeafSpec.of(LEDGER.toString())))) {
            for (int i = 0; i < 3; i++) {
                backend.call(client, "localhost").client().get(10, TimeUnit.SECONDS);
            }
        }

        assertThat(clock.reads()).isEqualTo(3);
    }

    @Test
    void aBackendWithoutAnIdentityIsKnownByTheSystemsRoots() throws Exception {
        try (TlsTalk backend =
                new TlsTalk(backend(LeafSpec.of(LEDGER.toString()).withDns("localhost")))) {
            Throwable failure = backend.call(
                            UpstreamTls.unnamed(Optional.empty(), ApplicationProtocolConfig.DISABLED), "localhost")
                    .clientFailure();
            assertThat(failure).isInstanceOf(SSLException.class);
            assertThat(UpstreamIdentityException.in(failure)).isEmpty();
        }
    }

    private static String seen(TlsLibrary library, DevelopmentCa ca, LeafSpec spec) throws Exception {
        try (TlsTalk backend = new TlsTalk(backend(ca.issue(spec)))) {
            Throwable failure = backend.call(ours(library), "localhost").clientFailure();
            UpstreamIdentityException found =
                    UpstreamIdentityException.in(failure).orElseThrow(() -> new AssertionError(failure));
            assertThat(found.expected()).isEqualTo(LEDGER);
            return found.seen();
        }
    }

    private static SslContext ours(TlsLibrary library) throws SSLException {
        return UpstreamTls.context(OWN, BOTH, LEDGER, CLOCK, ApplicationProtocolConfig.DISABLED, library);
    }

    private static SslContext backend(LeafSpec spec) throws SSLException {
        return backend(ACME.issue(spec));
    }

    private static SslContext backend(Issued issued) throws SSLException {
        return SslContextBuilder.forServer(issued.key(), issued.chain())
                .clientAuth(ClientAuth.NONE)
                .build();
    }
}
