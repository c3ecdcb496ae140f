package dev.gatehouse.ingress.upstream;

import dev.gatehouse.policy.identity.SpiffeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads and who must be there: connections are shared by those who mean the same of both.
 *
 * <p>Hash and texts are kept, for they are asked for with each request.
 */
final class Place {
    private final Endpoint endpoint;
    private final Optional<SpiffeId> identity;
    private final String name;
    private final String authority;
    private final String proof;
    private final int hash;

    Place(Endpoint endpoint, Optional<SpiffeId> identity) {
        this.endpoint = endpoint;
        this.identity = identity;
        name = endpoint.toString();
        authority = endpoint.authority();
        proof = identity.map(SpiffeId::toString).orElse("");
        hash = 31 * endpoint.hashCode() + identity.hashCode();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Optional<SpiffeId> identity() {
        return identity;
    }

    /** The endpoint, as events call it. */
    String name() {
        return name;
    }

    String authority() {
        return authority;
    }

    /** The identity as text; empty for a place that proves none. */
    String proof() {
        return proof;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof Place that
                        && hash == that.hash
                        && endpoint.equals(that.endpoint)
                        && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
