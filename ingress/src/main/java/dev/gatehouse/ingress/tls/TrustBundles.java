package dev.gatehouse.ingress.tls;

import dev.gatehouse.ingress.tls.SvidResult.RefusedCertificate;
import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.identity.SpiffeResult;
import dev.gatehouse.policy.identity.TrustDomain;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom we believe about whom: for each trust domain the roots that vouch for it, and for it alone.
 *
 * <p>A chain is first asked whom it names; only the roots of that very domain are then tried, so a root can
 * never vouch for another domain's workloads. Immutable and safe to share between threads.
 */
public final class TrustBundles {
    private static final TrustBundles NONE = new TrustBundles(List.of());
    // Leaf, two intermediates, a cross-signed one, and the root that some send along.
    private static final int MAX_CHAIN = 5;

    private final Map<TrustDomain, ChainCheck> checks = new HashMap<>();
    private final List<X509Certificate> roots = new ArrayList<>();
    private final Map<TrustDomain, Instant> expiries = new HashMap<>();

    /** Bundles of different domains. */
    public TrustBundles(Collection<TrustBundle> bundles) {
        for (TrustBundle bundle : bundles) {
            if (checks.put(bundle.domain(), new ChainCheck(bundle)) != null) {
                throw new IllegalArgumentException("two bundles for trust domain " + bundle.domain());
            }
            roots.addAll(bundle.roots());
            bundle.roots().stream()
                    .map(root -> root.getNotAfter().toInstant())
                    .min(Comparator.naturalOrder())
                    .ifPresent(first -> expiries.put(bundle.domain(), first));
        }
    }

    /** Believes nobody. */
    public static TrustBundles none() {
        return NONE;
    }

    /** Whom the chain, leaf first, proves its bearer to be in this role at this moment. */
    public SvidResult verify(X509Certificate[] chain, Role role, Instant at) {
        if (chain.length == 0) {
            return new RefusedCertificate("no certificate");
        }
        if (chain.length > MAX_CHAIN) {
            return new RefusedCertificate("chain is longer than " + MAX_CHAIN + " certificates");
        }
        X509Certificate leaf = chain[0];
        SpiffeResult named = SpiffeNames.of(leaf);
        if (!(named instanceof SpiffeId id)) {
            return new RefusedCertificate(named.reason());
        }
        String refusal = LeafRules.refusalOf(leaf, role);
        if (!refusal.isEmpty()) {
            return new RefusedCertificate(refusal);
        }
        ChainCheck check = checks.get(id.trustDomain());
        if (check == null) {
            return new RefusedCertificate("no roots for trust domain `" + id.trustDomain() + "`");
        }
        String broken = check.refusalOf(chain, at);
        return broken.isEmpty() ? new SvidResult.Svid(id) : new RefusedCertificate(broken);
    }

    /** When the first of a domain's roots expires, by domain. */
    public Map<TrustDomain, Instant> expiries() {
        return Collections.unmodifiableMap(expiries);
    }

    /** Every root, for the hint that a server gives about the certificates it takes. */
    X509Certificate[] roots() {
        return roots.toArray(X509Certificate[]::new);
    }
}
