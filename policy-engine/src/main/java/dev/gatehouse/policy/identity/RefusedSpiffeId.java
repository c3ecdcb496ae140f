package dev.gatehouse.policy.identity;

import java.util.Optional;

/** A URI that is not a SPIFFE ID, letter for letter. */
public record RefusedSpiffeId(String reason) implements SpiffeResult {

    @Override
    public Optional<SpiffeId> id() {
        return Optional.empty();
    }
}
