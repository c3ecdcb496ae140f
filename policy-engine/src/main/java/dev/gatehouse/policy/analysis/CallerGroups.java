package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups callers by what a cell knows of them: which of its rules and gates name them, and their labels.
 *
 * <p>Those whom nothing names are grouped once by label, so that a cell costs as much as it names callers.
 */
final class CallerGroups {
    // A name may have gone from one to another between two policies.
    private static final Comparator<Caller> BY_NAME = Comparator.comparing(Caller::name)
            .thenComparing(caller -> caller.seenAs().get(0).name())
            .thenComparing(
                    caller -> caller.seenAs().get(caller.seenAs().size() - 1).name());

    private final List<Map<String, List<Caller>>> byName = new ArrayList<>();
    private final Map<List<TrustLabel>, List<Caller>> byLabels = new LinkedHashMap<>();

    CallerGroups(List<Caller> callers) {
        for (Caller caller : callers) {
            byLabels.computeIfAbsent(caller.labels(), labels -> new ArrayList<>())
                    .add(caller);
            for (int i = 0; i < caller.seenAs().size(); i++) {
                if (byName.size() == i) {
                    byName.add(new HashMap<>());
                }
                byName.get(i)
                        .computeIfAbsent(caller.seenAs().get(i).name(), name -> new ArrayList<>())
                        .add(caller);
            }
        }
    }

    List<CallerGroup> of(Cell cell) {
        Map<Caller, List<Integer>> named = named(cell);
        Map<List<Object>, List<Caller>> groups = new LinkedHashMap<>();
        named.forEach((caller, by) -> groups.computeIfAbsent(List.of(caller.labels(), by), unknown -> new ArrayList<>())
                .add(caller));
        List<CallerGroup> all = new ArrayList<>();
        groups.values().forEach(alike -> all.add(new CallerGroup(alike.get(0), alike, Set.of())));
        byLabels.values().forEach(alike -> rest(alike, named.keySet()).ifPresent(all::add));
        return all;
    }

    private static Optional<CallerGroup> rest(List<Caller> alike, Set<Caller> named) {
        return alike.stream()
                .filter(caller -> !named.contains(caller))
                .findFirst()
                .map(first -> new CallerGroup(first, alike, named));
    }

    /** Whoever is named, by name, and by which of the rules and gates, counted from the first. */
    private Map<Caller, List<Integer>> named(Cell cell) {
        Map<Caller, List<Integer>> named = new TreeMap<>(BY_NAME);
        int speaker = 0;
        for (int i = 0; i < byName.size(); i++) {
            Map<String, List<Caller>> known = byName.get(i);
            Candidates candidates = cell.candidates().get(i);
            for (Rule rule : candidates.rules().toList()) {
                for (String name : rule.callers().names()) {
                    note(known.get(name), speaker, named);
                }
                speaker++;
            }
            for (Gate gate : candidates.gates()) {
                note(known.get(gate.from()), speaker++, named);
            }
        }
        return named;
    }

    private static void note(@Nullable List<Caller> callers, int speaker, Map<Caller, List<Integer>> named) {
        if (callers != null) {
            callers.forEach(caller ->
                    named.computeIfAbsent(caller, unknown -> new ArrayList<>(1)).add(speaker));
        }
    }
}
