package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attribute;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of what a call said, and when it came.
 *
 * <p>A header (by its lower-case name) or claim that is mentioned with no values is known to have been absent;
 * of one that is not mentioned nothing is known. The client's address is unknown when it is empty.
 */
public record KnownAttributes(
        Map<String, List<String>> headers, Map<String, List<String>> claims, Optional<List<Byte>> client, Instant at) {
    public KnownAttributes {
        headers = Map.copyOf(headers);
        claims = Map.copyOf(claims);
    }

    /** What is known of a fact. */
    Truth of(Fact fact) {
        boolean known =
                !(fact instanceof Fact.Met met) || isKnown(met.requirement().attribute());
        return known ? Truth.of(fact.isSo(asSituation())) : Truth.OPEN;
    }

    private boolean isKnown(Attribute attribute) {
        if (attribute instanceof Attribute.Header header) {
            return headers.containsKey(header.name());
        }
        if (attribute instanceof Attribute.Claim claim) {
            return claims.containsKey(claim.name());
        }
        return client.isPresent();
    }

    /** The call as if whatever is not known had been absent. */
    Situation asSituation() {
        return new Situation(headers, claims, client.orElse(List.of()), at);
    }

    /** The call with this situation for what is not known. */
    Situation completedBy(Situation other) {
        Situation whole = asSituation();
        for (Map.Entry<String, List<String>> header : other.headers().entrySet()) {
            whole = whole.withHeader(header.getKey(), header.getValue());
        }
        for (Map.Entry<String, List<String>> claim : other.claims().entrySet()) {
            whole = whole.withClaim(claim.getKey(), claim.getValue());
        }
        return client.isPresent() ? whole : whole.withClient(other.clientAddress());
    }
}
