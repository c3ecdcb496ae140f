package dev.gatehouse.policy.identity;

import java.util.Optional;

/** What became of a URI: a SPIFFE ID, or a refusal with its reason. */
public sealed interface SpiffeResult permits SpiffeId, RefusedSpiffeId {

    /** The SPIFFE ID, empty when the URI is none. */
    Optional<SpiffeId> id();

    /** Why the URI was refused; empty text when it was not. */
    String reason();
}
