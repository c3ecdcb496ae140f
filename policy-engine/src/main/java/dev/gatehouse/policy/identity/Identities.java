package dev.gatehouse.policy.identity;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody the configuration names, found by what they show.
 *
 * <p>Whoever shows nothing, or something that no identity asks for, is {@link #anonymous()}.
 */
public final class Identities {
    // Of two identities that a token proves, the one that asked for more; then the less trusted one.
    private static final Comparator<TokenIdentity> BEST_FIRST = Comparator.comparing(
                    (TokenIdentity candidate) -> candidate.proof().claims().size(), Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.identity().label().level())
            .thenComparing(candidate -> candidate.identity().name());

    private final Identity anonymous;
    private final Map<String, Identity> byName = new HashMap<>();
    private final Map<SpiffeId, Identity> byCertificate = new HashMap<>();
    private final Collection<TokenIdentity> byToken;

    /** The anonymous one and everybody else; names and SPIFFE IDs must be unique among them. */
    public Identities(Identity anonymous, Collection<Identity> others) {
        this.anonymous = anonymous;
        byName.put(anonymous.name(), anonymous);
        for (Identity identity : others) {
            byName.put(identity.name(), identity);
            if (identity.proof() instanceof Proof.Spiffe spiffe) {
                byCertificate.put(spiffe.id(), identity);
            }
        }
        byToken = others.stream()
                .filter(identity -> identity.proof() instanceof Proof.Jwt)
                .map(identity -> new TokenIdentity(identity, (Proof.Jwt) identity.proof()))
                .sorted(BEST_FIRST)
                .toList();
    }

    public Identity anonymous() {
        return anonymous;
    }

    /** Who has a verified certificate with this ID. */
    public Identity ofCertificate(SpiffeId id) {
        return byCertificate.getOrDefault(id, anonymous);
    }

    /** Who bears a verified token of this issuer, by the issuer's name in the configuration. */
    public Identity ofToken(String issuer, Claims claims) {
        for (TokenIdentity candidate : byToken) {
            if (candidate.proof().isGivenBy(issuer, claims)) {
                return candidate.identity();
            }
        }
        return anonymous;
    }

    /** Everybody, the anonymous one included, by name. */
    public List<Identity> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Identity::name))
                .toList();
    }

    public Optional<Identity> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private record TokenIdentity(Identity identity, Proof.Jwt proof) {}
}
