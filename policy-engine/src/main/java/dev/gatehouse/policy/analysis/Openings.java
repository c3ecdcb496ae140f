package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every way in: who can call which service from a moment on, and by which rules and gates.
 *
 * <p>{@code audited} are the services whose rulesets only record: whatever the rules say, everybody can call
 * those. {@code undecided} says in one clause each what could not be found out, because a search was too long;
 * whoever uses the openings must not take them for all then.
 */
public record Openings(List<Opening> all, Set<String> audited, List<String> undecided) {
    public Openings {
        all = List.copyOf(all);
        audited = Set.copyOf(audited);
        undecided = List.copyOf(undecided);
    }

    /** The openings of all services that the policy protects. */
    public static Openings of(CompiledPolicy policy, Instant now) {
        CallClasses classes = CallClasses.of(policy);
        List<Opening> all = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        Set<String> audited = new TreeSet<>();
        for (String service : new TreeSet<>(policy.rulesets().keySet())) {
            ServiceOpenings found = new ServiceOpenings(classes.to(service), now);
            all.addAll(found.openings());
            undecided.addAll(found.undecided(service));
            if (!Target.of(policy, service).ruleset().isEnforced()) {
                audited.add(service);
            }
        }
        return new Openings(all, audited, undecided);
    }

    public List<Opening> to(String service) {
        return all.stream().filter(opening -> opening.service().equals(service)).toList();
    }
}
