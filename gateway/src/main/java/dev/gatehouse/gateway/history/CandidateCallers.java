package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a recorded caller would be in a candidate: by the certificate that was shown, or else by the recorded name.
 *
 * <p>A chain is trusted as it was recorded, and never more than the candidate trusts the caller.
 */
final class CandidateCallers {
    private final Identities identities;
    private final Map<String, TrustLevel> levels = new HashMap<>();

    CandidateCallers(CompiledPolicy policy) {
        identities = policy.identities();
        policy.levels().forEach(level -> levels.put(level.name(), level));
    }

    /** The caller and the trust of the chain behind the call, or what is not known of them. */
    record Found(Optional<Identity> identity, Optional<TrustLabel> label, String missing) {
        private static Found missing(String what) {
            return new Found(Optional.empty(), Optional.empty(), what);
        }
    }

    Found find(RecordedCall.Source source) {
        Optional<Identity> identity = byCertificate(source).or(() -> byName(source));
        if (identity.isEmpty()) {
            return Found.missing(
                    "the caller `" + source.name() + "`, whom the candidate does not know by what was shown");
        }
        return label(source, identity.get().label())
                .map(label -> new Found(identity, Optional.of(label), ""))
                .orElseGet(() -> Found.missing("how far the chain behind `" + source.name() + "` is trusted"));
    }

    private Optional<Identity> byCertificate(RecordedCall.Source source) {
        return SpiffeId.from(source.spiffe())
                .id()
                .map(identities::ofCertificate)
                .filter(identity -> !identity.isAnonymous());
    }

    /** A name is believed where no certificate stands against it. */
    private Optional<Identity> byName(RecordedCall.Source source) {
        return identities.named(source.name()).filter(identity -> !(identity.proof() instanceof Proof.Spiffe));
    }

    private Optional<TrustLabel> label(RecordedCall.Source source, TrustLabel own) {
        if (source.lowered().isPresent()) {
            List<String> compartments = source.lowered().get();
            return Optional.ofNullable(levels.get(source.level()))
                    .map(level -> own.meet(new TrustLabel(level, new HashSet<>(compartments))));
        }
        // That a chain did not lower its caller says nothing of labels that the caller had not then.
        boolean mayLowerNow = !source.behalf().isEmpty()
                && (!source.level().equals(own.level().name())
                        || !own.compartments().isEmpty());
        return mayLowerNow ? Optional.empty() : Optional.of(own);
    }
}
