package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the openings of one service.
 *
 * <p>A rule that is found open to some callers is not looked at again for them, so that each opening is shown
 * by the shortest path, and a rule about everything costs little.
 */
final class ServiceOpenings {
    private final Instant now;
    private final boolean complete;
    private final Map<Way, Set<String>> open = new HashMap<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Set<String> tooLong = new TreeSet<>();

    ServiceOpenings(CallClasses.Calls calls, Instant now) {
        this.now = now;
        complete = calls.areComplete();
        calls.classes().forEach(this::look);
    }

    /** A rule, and the gate that is needed with it, by their names in the service. */
    private record Way(String rule, String gate) {}

    List<Opening> openings() {
        return List.copyOf(openings);
    }

    List<String> undecided(String service) {
        List<String> said = new ArrayList<>();
        if (!complete) {
            said.add("the templates of `" + service + "` tell too many paths apart");
        }
        tooLong.forEach(rule -> said.add("rule `" + rule + "` of `" + service + "` has too many cases"));
        return said;
    }

    private void look(CallClass calls) {
        Candidates candidates = calls.cell().candidates().get(0);
        if (candidates.allow().isEmpty()) {
            return;
        }
        if (calls.isOverFloor(0)) {
            candidates.allow().forEach(rule -> look(calls, rule, Optional.empty()));
            return;
        }
        for (Gate gate : candidates.gates()) {
            if (!calls.isOpen(0, gate).equals(Formula.NEVER)) {
                candidates.allow().forEach(rule -> look(calls, rule, Optional.of(gate)));
            }
        }
    }

    private void look(CallClass calls, Rule rule, Optional<Gate> gate) {
        Formula matches = calls.matches(0, rule);
        if (matches.equals(Formula.NEVER)) {
            return;
        }
        Way way = new Way(rule.name(), gate.map(Gate::toString).orElse(""));
        Set<String> known = open.computeIfAbsent(way, unknown -> new HashSet<>());
        List<String> fresh = calls.callers().members().stream()
                .map(Caller::name)
                .filter(name -> !known.contains(name))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        Formula passes = Formula.allOf(
                matches, gate.map(lifting -> calls.isOpen(0, lifting)).orElse(Formula.ALWAYS), calls.passesRest(0));
        SearchResult result = Search.find(passes, now);
        if (result.gaveUp()) {
            tooLong.add(rule.name());
        }
        result.situation().ifPresent(situation -> {
            known.addAll(fresh);
            openings.add(new Opening(
                    fresh, calls.service(), rule, gate, calls.witness(situation).by(fresh.get(0))));
        });
    }
}
