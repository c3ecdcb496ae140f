package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
import java.util.Optional;

/** What a chain of certificates proves. */
public sealed interface SvidResult permits SvidResult.Svid, SvidResult.RefusedCertificate {

    Optional<SpiffeId> id();

    /** It proves this identity. */
    record Svid(SpiffeId spiffeId) implements SvidResult {
        @Override
        public Optional<SpiffeId> id() {
            return Optional.of(spiffeId);
        }
    }

    /** It proves nothing. */
    record RefusedCertificate(String reason) implements SvidResult {
        @Override
        public Optional<SpiffeId> id() {
            return Optional.empty();
        }
    }
}
