package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.analysis.Caller;
import dev.gatehouse.policy.identity.Claims;
import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody who can call, by what they prove: the same certificate or token may be one identity before and
 * another after.
 *
 * <p>Of a token that proves several identities, only pairs are looked at, one from each generation.
 */
final class Proofs {
    private Proofs() {}

    /** Each caller once, as the generation before and the one after see them. */
    static List<Caller> of(CompiledPolicy before, CompiledPolicy after) {
        Set<Caller> callers = new LinkedHashSet<>();
        callers.add(seen(before.identities().anonymous(), after.identities().anonymous()));
        for (CompiledPolicy policy : List.of(after, before)) {
            for (Identity identity : policy.identities().all()) {
                callers.addAll(provenBy(identity.proof(), before.identities(), after.identities()));
            }
        }
        addPairs(before, after, callers);
        return List.copyOf(callers);
    }

    /** A token that proves two identities is the better one of them, which may change when either does. */
    private static void addPairs(CompiledPolicy before, CompiledPolicy after, Set<Caller> callers) {
        Set<Identity> old = byToken(before);
        Set<Identity> fresh = byToken(after);
        for (Identity one : old) {
            for (Identity other : fresh) {
                if (!fresh.contains(one) || !old.contains(other)) {
                    addPair((Proof.Jwt) one.proof(), (Proof.Jwt) other.proof(), before, after, callers);
                }
            }
        }
    }

    private static void addPair(
            Proof.Jwt one, Proof.Jwt other, CompiledPolicy before, CompiledPolicy after, Set<Caller> callers) {
        if (one.issuer().equals(other.issuer())) {
            Claims both = claims(one, other);
            callers.add(seen(
                    before.identities().ofToken(one.issuer(), both),
                    after.identities().ofToken(one.issuer(), both)));
        }
    }

    private static Set<Caller> provenBy(Proof proof, Identities before, Identities after) {
        if (proof instanceof Proof.Spiffe spiffe) {
            return Set.of(seen(before.ofCertificate(spiffe.id()), after.ofCertificate(spiffe.id())));
        }
        if (proof instanceof Proof.Jwt token) {
            Claims claims = claims(token, token);
            return Set.of(seen(before.ofToken(token.issuer(), claims), after.ofToken(token.issuer(), claims)));
        }
        return Set.of();
    }

    private static Caller seen(Identity before, Identity after) {
        return new Caller(List.of(before, after));
    }

    private static Set<Identity> byToken(CompiledPolicy policy) {
        return policy.identities().all().stream()
                .filter(identity -> identity.proof() instanceof Proof.Jwt)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Claims claims(Proof.Jwt one, Proof.Jwt other) {
        Map<String, List<String>> claims = new HashMap<>();
        for (Proof.Jwt token : List.of(one, other)) {
            token.claims().forEach((name, value) -> {
                List<String> values = new ArrayList<>(claims.getOrDefault(name, List.of()));
                if (!values.contains(value)) {
                    values.add(value);
                }
                claims.put(name, values);
            });
        }
        return new Claims(claims);
    }
}
