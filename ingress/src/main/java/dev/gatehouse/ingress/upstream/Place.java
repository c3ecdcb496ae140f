package dev.gatehouse.ingress.upstream;

import dev.gatehouse.policy.identity.SpiffeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads, who must be there and what is spoken: connections are shared by those who mean the same of
 * all three.
 *
 * <p>Hash and texts are kept, for they are asked for with each request.
 */
final class Place {
    private final Endpoint endpoint;
    private final Optional<SpiffeId> identity;
    private final Protocol protocol;
    private final String name;
    private final String authority;
    private final String proof;
    private final int hash;

    Place(Endpoint endpoint, Optional<SpiffeId> identity, Protocol protocol) {
        this.endpoint = endpoint;
        this.identity = identity;
        this.protocol = protocol;
        name = endpoint.toString();
        authority = endpoint.authority();
        proof = identity.map(SpiffeId::toString).orElse("");
        hash = 31 * (31 * endpoint.hashCode() + identity.hashCode()) + protocol.ordinal();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Optional<SpiffeId> identity() {
        return identity;
    }

    Protocol protocol() {
        return protocol;
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
                        && protocol == that.protocol
                        && endpoint.equals(that.endpoint)
                        && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
