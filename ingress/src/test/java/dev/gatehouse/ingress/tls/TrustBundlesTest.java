package dev.gatehouse.ingress.tls;

import static dev.gatehouse.ingress.tls.Houses.ACME;
import static dev.gatehouse.ingress.tls.Houses.BOTH;
import static dev.gatehouse.ingress.tls.Houses.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.tls.SvidResult.RefusedCertificate;
import dev.gatehouse.ingress.tls.SvidResult.Svid;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBundlesTest {
    private static final String WEB = "spiffe://acme.example/ns/shop/sa/web";

    @ParameterizedTest
    @EnumSource(Role.class)
    void aSoundCertificateProvesItsIdentity(Role role) {
        assertThat(verify(BOTH, ACME.issue(LeafSpec.of(WEB)), role)).isEqualTo(new Svid(Houses.id(WEB)));
    }

    @Test
    void otherKindsOfNamesDoNoHarm() {
        LeafSpec spec = LeafSpec.of(WEB).withDns("web.shop").withAddresses("127.0.0.1");

        assertThat(asClient(spec)).isEqualTo(new Svid(Houses.id(WEB)));
    }

    @Test
    void aRootVouchesForItsOwnDomainOnly() {
        LeafSpec stolen = LeafSpec.of("spiffe://partner.example/ns/shop/sa/web");

        assertThat(reason(ACME.issue(stolen))).contains("does not end at a root of trust domain `partner.example`");
        assertThat(verify(BOTH, PARTNER.issue(stolen), Role.CLIENT)).isInstanceOf(Svid.class);
    }

    @Test
    void aStrangersRootOfTheSameNameVouchesForNobody() {
        DevelopmentCa impostor = DevelopmentCa.create(ACME.domain(), Houses.CLOCK);

        assertThat(reason(impostor.issue(LeafSpec.of(WEB)))).isNotEmpty();
    }

    @Test
    void aDomainWithoutRootsIsUnknown() {
        DevelopmentCa elsewhere = DevelopmentCa.create(Houses.domain("else.example"), Houses.CLOCK);

        assertThat(reason(elsewhere.issue(LeafSpec.of("spiffe://else.example/a"))))
                .isEqualTo("no roots for trust domain `else.example`");
        assertThat(TrustBundles.none().verify(new X509Certificate[0], Role.CLIENT, Instant.now()))
                .isEqualTo(new RefusedCertificate("no certificate"));
    }

    @Test
    void thereMustBeExactlyOneUriName() {
        assertThat(reason(LeafSpec.of())).contains("no alternative name");
        assertThat(reason(LeafSpec.of().withDns("web.shop"))).contains("has 0 uri names");
        assertThat(reason(LeafSpec.of(WEB, WEB))).contains("has 2 uri names");
        assertThat(reason(LeafSpec.of(WEB, "https://acme.example/"))).contains("has 2 uri names");
    }

    @Test
    void aSpiffeIdElsewhereDoesNotCount() {
        assertThat(reason(LeafSpec.of().named(WEB).withDns("acme.example"))).contains("has 0 uri names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/ns/shop",
                "spiffe://ACME.example/ns/shop",
                "spiffe://acme.example/ns/%73hop",
                "spiffe://acme.example/ns/../shop",
                "spiffe://acme.example/ns/shop/",
                "spiffe://acme.example//ns",
                "spiffe://acme.example:443/ns",
                "spiffe://u@acme.example/ns",
                "spiffe://acme.example/ns?x",
                "spiffe://acme.example/ns#x",
                "spiffe:///ns",
                "SPIFFE://acme.example/ns",
                "spiffe://acme.example"
            })
    void aUriThatIsNoWorkloadsIdProvesNothing(String uri) {
        assertThat(asClient(LeafSpec.of(uri))).isInstanceOf(RefusedCertificate.class);
    }

    @Test
    void anIdIsAWholeNotAPrefix() {
        assertThat(asClient(LeafSpec.of("spiffe://acme.example/ns/pay")))
                .isEqualTo(new Svid(Houses.id("spiffe://acme.example/ns/pay")))
                .isNotEqualTo(new Svid(Houses.id("spiffe://acme.example/ns/payments")));
    }

    @Test
    void aCertificateOutOfItsTimeProvesNothing() {
        assertThat(reason(LeafSpec.of(WEB).valid(Duration.ofDays(-2), Duration.ofDays(1))))
                .isEqualTo("certificate has expired");
        assertThat(reason(LeafSpec.of(WEB).valid(Duration.ofMinutes(5), Duration.ofDays(1))))
                .isEqualTo("certificate is not valid yet");
    }

    @Test
    void aCaIsNoWorkload() {
        assertThat(reason(LeafSpec.of(WEB).asCa())).isEqualTo("certificate is a ca");
        assertThat(reason(LeafSpec.of(WEB).withKeyUsage(LeafSpec.DIGITAL_SIGNATURE | LeafSpec.KEY_CERT_SIGN)))
                .contains("may sign certificates");
        assertThat(reason(LeafSpec.of(WEB).withKeyUsage(LeafSpec.DIGITAL_SIGNATURE | LeafSpec.CRL_SIGN)))
                .contains("may sign certificates");
        assertThat(verify(BOTH, new X509Certificate[] {ACME.root()}, Role.CLIENT))
                .isInstanceOf(RefusedCertificate.class);
    }

    @Test
    void aWorkloadMustBeAbleToSign() {
        assertThat(reason(LeafSpec.of(WEB).withKeyUsage(0))).contains("may not sign");
        assertThat(reason(LeafSpec.of(WEB).withKeyUsage(LeafSpec.KEY_ENCIPHERMENT)))
                .contains("may not sign");
    }

    @Test
    void aCertificateIsGoodForTheRolesItNames() {
        Issued server = ACME.issue(LeafSpec.of(WEB).onlyAs(Role.SERVER));

        assertThat(verify(BOTH, server, Role.CLIENT))
                .isEqualTo(new RefusedCertificate("certificate is not for a client"));
        assertThat(verify(BOTH, server, Role.SERVER)).isInstanceOf(Svid.class);
        assertThat(asClient(LeafSpec.of(WEB).onlyAs())).isInstanceOf(Svid.class);
    }

    @Test
    void intermediatesAndTheRootMayComeAlong() {
        Issued issued = ACME.subordinate("one").subordinate("two").issue(LeafSpec.of(WEB));
        X509Certificate[] chain = issued.chain().toArray(X509Certificate[]::new);
        X509Certificate[] withRoot = Arrays.copyOf(chain, chain.length + 1);
        withRoot[chain.length] = ACME.root();

        assertThat(chain).hasSize(3);
        assertThat(verify(BOTH, chain, Role.CLIENT)).isInstanceOf(Svid.class);
        assertThat(verify(BOTH, withRoot, Role.CLIENT)).isInstanceOf(Svid.class);
    }

    @Test
    void aWorkloadCannotVouchForAnother() {
        Issued workload = ACME.issue(LeafSpec.of(WEB));
        DevelopmentCa stranger = DevelopmentCa.create(ACME.domain(), Houses.CLOCK);
        X509Certificate[] chain = {
            stranger.issue(LeafSpec.of("spiffe://acme.example/admin")).certificate(), workload.certificate()
        };

        assertThat(verify(BOTH, chain, Role.CLIENT)).isInstanceOf(RefusedCertificate.class);
    }

    @Test
    void aMissingIntermediateIsNotGuessed() {
        Issued issued = ACME.subordinate("one").issue(LeafSpec.of(WEB));

        assertThat(verify(BOTH, new X509Certificate[] {issued.certificate()}, Role.CLIENT))
                .isInstanceOf(RefusedCertificate.class);
    }

    @Test
    void aLongChainIsNotEvenRead() {
        X509Certificate[] chain = new X509Certificate[50];
        Arrays.fill(chain, ACME.issue(LeafSpec.of(WEB)).certificate());

        assertThat(verify(BOTH, chain, Role.CLIENT))
                .isEqualTo(new RefusedCertificate("chain is longer than 5 certificates"));
    }

    @Test
    void aRevokedCertificateProvesNothing() {
        Issued good = ACME.issue(LeafSpec.of(WEB));
        Issued revoked = ACME.issue(LeafSpec.of(WEB));
        TrustBundles bundles = new TrustBundles(
                List.of(ACME.bundleRevoking(List.of(revoked.certificate().getSerialNumber()))));

        assertThat(verify(bundles, good, Role.CLIENT)).isInstanceOf(Svid.class);
        assertThat(verify(bundles, revoked, Role.CLIENT)).isEqualTo(new RefusedCertificate("certificate was revoked"));
        assertThat(verify(bundles, revoked, Role.SERVER)).isEqualTo(new RefusedCertificate("certificate was revoked"));
    }

    @Test
    void aRevocationListThatRanOutProvesNothing() {
        // The JDK grants a quarter of an hour for clocks that differ.
        String old = ACME.crlPem(List.of(BigInteger.ONE), Instant.now().minus(Duration.ofMinutes(16)));
        TrustBundle bundle = TrustBundle.fromPem(ACME.domain(), ACME.rootPem(), Optional.of(old))
                .value()
                .orElseThrow();

        assertThat(verify(new TrustBundles(List.of(bundle)), ACME.issue(LeafSpec.of(WEB)), Role.CLIENT))
                .isEqualTo(new RefusedCertificate("no current revocation list of the issuer"));
    }

    @Test
    void aForeignRevocationListProvesNothing() {
        TrustBundle bundle = TrustBundle.fromPem(ACME.domain(), ACME.rootPem(), Optional.of(PARTNER.crlPem(List.of())))
                .value()
                .orElseThrow();

        assertThat(verify(new TrustBundles(List.of(bundle)), ACME.issue(LeafSpec.of(WEB)), Role.CLIENT))
                .isInstanceOf(RefusedCertificate.class);
    }

    private static SvidResult asClient(LeafSpec spec) {
        return verify(BOTH, ACME.issue(spec), Role.CLIENT);
    }

    private static String reason(LeafSpec spec) {
        return reason(ACME.issue(spec));
    }

    private static String reason(Issued issued) {
        return verify(BOTH, issued, Role.CLIENT) instanceof RefusedCertificate refused ? refused.reason() : "";
    }

    private static SvidResult verify(TrustBundles bundles, Issued issued, Role role) {
        return verify(bundles, issued.chain().toArray(X509Certificate[]::new), role);
    }

    private static SvidResult verify(TrustBundles bundles, X509Certificate[] chain, Role role) {
        return bundles.verify(chain, role, Instant.now());
    }
}
