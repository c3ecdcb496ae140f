package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The moments at which a configuration may change its mind by itself: windows of rules, and gates that expire. */
final class Moments {
    private final Instant[] sorted;
    private final boolean isEachItsOwn;

    private Moments(SortedSet<Instant> moments, boolean isEachItsOwn) {
        sorted = moments.toArray(Instant[]::new);
        this.isEachItsOwn = isEachItsOwn;
    }

    /** With {@code isEachItsOwn} no two moments are taken for alike. */
    static Moments of(CompiledPolicy policy, boolean isEachItsOwn) {
        SortedSet<Instant> moments = new TreeSet<>();
        for (Ruleset ruleset : policy.rulesets().values()) {
            Stream.concat(ruleset.allow().stream(), ruleset.deny().stream()).forEach(rule -> {
                moments.add(rule.during().start());
                moments.add(rule.during().end());
            });
            ruleset.gates().stream().map(Gate::expires).forEach(moments::add);
        }
        return new Moments(moments, isEachItsOwn);
    }

    /** A number that is the same for all moments of which the same rules and gates speak. */
    long stretchOf(Instant at) {
        if (isEachItsOwn) {
            return at.toEpochMilli();
        }
        int found = Arrays.binarySearch(sorted, at);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
