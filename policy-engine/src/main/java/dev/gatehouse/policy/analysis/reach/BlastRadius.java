package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.analysis.Openings;
import dev.gatehouse.policy.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody could get at who has stolen an identity: the services that it can call, and those that these
 * can call in turn, the nearest first.
 *
 * <p>{@code isAudited} says that the identity's own ruleset is in audit mode, so that everybody can call it.
 * {@code outOfReach} are the protected services that are not reached. {@code undecided} says what could not be
 * found out; if there is any, more may be reached.
 */
public record BlastRadius(
        Identity identity, boolean isAudited, List<Reached> reached, List<String> outOfReach, List<String> undecided) {
    public BlastRadius {
        reached = List.copyOf(reached);
        outOfReach = List.copyOf(outOfReach);
        undecided = List.copyOf(undecided);
    }

    /** A service that is reached: the shortest chain to it, and every way of calling it that the identity itself has. */
    public record Reached(Identity service, Chain chain, List<Way> ways) {
        public Reached {
            ways = List.copyOf(ways);
        }

        public boolean isDirect() {
            return chain.length() == 1;
        }
    }

    /** Of this identity, from this moment on; empty when the policy knows nobody of this name. */
    public static Optional<BlastRadius> of(CompiledPolicy policy, String name, Instant now) {
        return policy.identities().named(name).map(identity -> of(policy, identity, Openings.of(policy, now)));
    }

    private static BlastRadius of(CompiledPolicy policy, Identity identity, Openings openings) {
        CallGraph graph = CallGraph.of(policy, openings);
        List<Reached> reached = graph.reachedFrom(identity.name()).stream()
                .map(chain -> new Reached(
                        policy.identities().named(chain.end()).orElseThrow(),
                        chain,
                        graph.ways(identity.name(), chain.end())))
                .toList();
        Set<String> names = reached.stream().map(one -> one.service().name()).collect(Collectors.toSet());
        names.add(identity.name());
        List<String> others = policy.rulesets().keySet().stream()
                .filter(service -> !names.contains(service))
                .sorted()
                .toList();
        Ruleset own = policy.rulesets().get(identity.name());
        return new BlastRadius(identity, own != null && !own.isEnforced(), reached, others, openings.undecided());
    }

    public long direct() {
        return reached.stream().filter(Reached::isDirect).count();
    }
}
