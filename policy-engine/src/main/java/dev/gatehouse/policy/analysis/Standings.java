package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The standings that chains of callers can have before a service.
 *
 * <p>A service sees two things of a label: its level, and whether it reaches over the floor. Both of a chain
 * are the least of its members', so a few kinds of members make up all chains.
 */
final class Standings {
    private final List<Caller> callers;
    private final Map<List<Optional<TrustLabel>>, List<Standing>> chains = new HashMap<>();

    private final Map<Before, List<Standing>> known = new HashMap<>();

    Standings(List<Caller> callers) {
        this.callers = callers;
    }

    /** The labels of a caller, and the floors before which they stand. */
    private record Before(List<TrustLabel> labels, List<Optional<TrustLabel>> floors) {}

    /** What a target sees of a label. */
    private record Seen(int rank, boolean reaches) {}

    /**
     * One standing of each kind that this caller can have before these targets and that rules with these
     * thresholds can tell apart, their own first.
     */
    List<Standing> of(Caller caller, List<Target> targets, List<List<TrustLevel>> thresholds) {
        Map<List<Seen>, Standing> kinds = new LinkedHashMap<>();
        for (Standing standing : of(caller, targets)) {
            kinds.putIfAbsent(seen(standing.labels(), targets, thresholds), standing);
        }
        return List.copyOf(kinds.values());
    }

    private List<Standing> of(Caller caller, List<Target> targets) {
        List<Optional<TrustLabel>> floors = targets.stream().map(Target::floor).toList();
        return known.computeIfAbsent(new Before(caller.labels(), floors), before -> {
            Map<List<Seen>, Standing> kinds = new LinkedHashMap<>();
            kinds.put(seen(before.labels(), targets), new Standing(before.labels(), List.of()));
            for (Standing chain : chains.computeIfAbsent(floors, unknown -> chainsBefore(targets))) {
                List<TrustLabel> met = meet(before.labels(), chain.labels());
                kinds.putIfAbsent(seen(met, targets), new Standing(met, chain.behalf()));
            }
            return List.copyOf(kinds.values());
        });
    }

    private static List<Seen> seen(List<TrustLabel> labels, List<Target> targets, List<List<TrustLevel>> thresholds) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            TrustLabel label = labels.get(i);
            int passed = (int) thresholds.get(i).stream()
                    .filter(threshold -> !label.level().isBelow(threshold))
                    .count();
            seen.add(new Seen(passed, targets.get(i).isReachedBy(label)));
        }
        return seen;
    }

    private List<Standing> chainsBefore(List<Target> targets) {
        Map<List<Seen>, Standing> kinds = new LinkedHashMap<>();
        for (Caller caller : callers) {
            kinds.putIfAbsent(seen(caller.labels(), targets), new Standing(caller.labels(), List.of(caller.name())));
        }
        List<Standing> members = List.copyOf(kinds.values());
        List<Standing> longest = members;
        while (!longest.isEmpty()) {
            List<Standing> longer = new ArrayList<>();
            for (Standing chain : longest) {
                for (Standing member : members) {
                    Standing both = new Standing(
                            meet(chain.labels(), member.labels()),
                            Stream.concat(chain.behalf().stream(), member.behalf().stream())
                                    .toList());
                    if (kinds.putIfAbsent(seen(both.labels(), targets), both) == null) {
                        longer.add(both);
                    }
                }
            }
            longest = longer;
        }
        return List.copyOf(kinds.values());
    }

    private static List<Seen> seen(List<TrustLabel> labels, List<Target> targets) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            seen.add(new Seen(labels.get(i).level().rank(), targets.get(i).isReachedBy(labels.get(i))));
        }
        return seen;
    }

    private static List<TrustLabel> meet(List<TrustLabel> one, List<TrustLabel> other) {
        List<TrustLabel> met = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            met.add(one.get(i).meet(other.get(i)));
        }
        return met;
    }
}
