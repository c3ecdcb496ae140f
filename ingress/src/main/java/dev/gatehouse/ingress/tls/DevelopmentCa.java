package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.TrustDomain;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for a laptop and for tests: made anew at each start, its key only in memory.
 *
 * <p>It signs whatever it is asked to, so it has no place in production.
 */
public final class DevelopmentCa {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 120;

    private final TrustDomain domain;
    private final Clock clock;
    private final KeyPair keys;
    // Our own certificate first, then those that vouch for it; the last is the root.
    private final List<X509Certificate> authorities;
    private final SecureRandom random = new SecureRandom();

    private DevelopmentCa(TrustDomain domain, Clock clock, KeyPair keys, List<X509Certificate> authorities) {
        this.domain = domain;
        this.clock = clock;
        this.keys = keys;
        this.authorities = List.copyOf(authorities);
    }

    public static DevelopmentCa create(TrustDomain domain, Clock clock) {
        try {
            KeyPair keys = newKeys();
            X500Principal name = new X500Principal("CN=Development CA of " + domain);
            X509Certificate root = new CertificateDraft(name, keys.getPublic(), name, keys)
                    .sign(authority(domain), serial(new SecureRandom()), clock.instant());
            return new DevelopmentCa(domain, clock, keys, List.of(root));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    /** An authority that this one vouches for; what it issues comes with its certificate. */
    public DevelopmentCa subordinate(String name) {
        Issued issued = issue(authority(domain).named(name));
        KeyPair pair = new KeyPair(issued.certificate().getPublicKey(), issued.key());
        List<X509Certificate> all = new ArrayList<>(authorities);
        all.add(0, issued.certificate());
        return new DevelopmentCa(domain, clock, pair, all);
    }

    public Issued issue(LeafSpec spec) {
        try {
            KeyPair leafKeys = newKeys();
            X509Certificate own = authorities.get(0);
            X500Principal subject = new X500Principal("CN=" + spec.commonName());
            X509Certificate leaf = new CertificateDraft(
                            subject, leafKeys.getPublic(), own.getSubjectX500Principal(), keys)
                    .sign(spec, serial(random), clock.instant());
            List<X509Certificate> chain = new ArrayList<>(authorities.subList(0, authorities.size() - 1));
            chain.add(0, leaf);
            return new Issued(chain, leafKeys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalArgumentException("cannot issue " + spec, e);
        }
    }

    public X509Certificate root() {
        return authorities.get(authorities.size() - 1);
    }

    public String rootPem() {
        return Pem.write(root());
    }

    public TrustDomain domain() {
        return domain;
    }

    /** This authority's root as what vouches for its trust domain. */
    public TrustBundle bundle() {
        return new TrustBundle(domain, List.of(root()), List.of());
    }

    /** The same with a revocation list of these serial numbers, current for a day. */
    public TrustBundle bundleRevoking(Collection<BigInteger> serials) {
        return TrustBundle.fromPem(domain, rootPem(), Optional.of(crlPem(serials)))
                .value()
                .orElseThrow();
    }

    public String crlPem(Collection<BigInteger> revoked) {
        return crlPem(revoked, clock.instant().plus(Duration.ofDays(1)));
    }

    /** A revocation list that runs out at the given moment. */
    public String crlPem(Collection<BigInteger> revoked, Instant nextUpdate) {
        try {
            Date issued = Date.from(clock.instant().minus(Duration.ofHours(1)));
            JcaX509v2CRLBuilder list =
                    new JcaX509v2CRLBuilder(authorities.get(0).getSubjectX500Principal(), issued);
            list.setNextUpdate(Date.from(nextUpdate));
            revoked.forEach(serial -> list.addCRLEntry(serial, issued, CRLReason.privilegeWithdrawn));
            var signed = list.build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()));
            return Pem.write(
                    "X509 CRL", new JcaX509CRLConverter().getCRL(signed).getEncoded());
        } catch (OperatorCreationException | CRLException e) {
            throw new IllegalStateException("cannot sign a revocation list", e);
        }
    }

    private static LeafSpec authority(TrustDomain domain) {
        return LeafSpec.of("spiffe://" + domain)
                .asCa()
                .onlyAs()
                .valid(Duration.ofHours(-1), Duration.ofDays(365))
                .withKeyUsage(LeafSpec.KEY_CERT_SIGN | LeafSpec.CRL_SIGN);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(0);
    }
}
