package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers for a call of which no path was recorded, only the templates of its route: by every kind of path that they
 * match. One answer for all of them is an answer.
 */
final class TemplateAnswers {
    /** Stands in where a path is asked for and not looked at. */
    static final CanonicalPath ANY_PATH = CanonicalPath.from("/").path().orElseThrow();

    private static final String NOT_RECORDED = "path (only the route's template is recorded)";

    private final Map<Asked, Kinds> known = new HashMap<>();

    private record Asked(String templates, String service) {}

    /** The rules' templates by their position, and which of them match together; nothing if that is too much. */
    private record Kinds(Map<PathTemplate, Integer> positions, Optional<Set<BitSet>> together) {}

    /** What the kinds of paths have in common. */
    record Verdict(Truth isAllowed, String rule, Set<String> hinges) {
        Foreseen toForeseen(String service, boolean isEnforced) {
            if (isAllowed == Truth.UNKNOWN) {
                return new Foreseen.Undecidable(hinges);
            }
            Outcome outcome =
                    isAllowed == Truth.YES ? Outcome.ALLOWED : isEnforced ? Outcome.DENIED : Outcome.LET_THROUGH;
            return new Foreseen.Decided(outcome, service, rule, "for every path of the route's template");
        }
    }

    Verdict answer(
            String templates,
            Ruleset ruleset,
            AccessRequest anyPath,
            PartialAttributes attributes,
            boolean isLatticeMet) {
        Kinds kinds =
                known.computeIfAbsent(new Asked(templates, anyPath.service()), asked -> kinds(templates, ruleset));
        if (kinds.together().isEmpty()) {
            return new Verdict(Truth.UNKNOWN, "", Set.of(NOT_RECORDED));
        }
        Set<Truth> answers = new HashSet<>();
        Set<String> rules = new HashSet<>();
        Set<String> hinges = new HashSet<>();
        for (BitSet kind : kinds.together().get()) {
            PartialJudgement.Answer answer = new PartialJudgement(
                            anyPath, attributes, pattern -> kind.get(position(kinds, pattern)))
                    .by(ruleset, isLatticeMet);
            answers.add(answer.isAllowed());
            rules.add(answer.rule());
            hinges.addAll(answer.hinges());
        }
        if (answers.size() == 1 && !answers.contains(Truth.UNKNOWN)) {
            return new Verdict(
                    answers.iterator().next(),
                    rules.size() == 1 ? rules.iterator().next() : "",
                    Set.of());
        }
        if (answers.contains(Truth.YES) && answers.contains(Truth.NO) || hinges.isEmpty()) {
            hinges.add(NOT_RECORDED);
        }
        return new Verdict(Truth.UNKNOWN, "", hinges);
    }

    private static int position(Kinds kinds, RequestPattern pattern) {
        return kinds.positions()
                .getOrDefault(pattern.template(), kinds.positions().size());
    }

    private static Kinds kinds(String templates, Ruleset ruleset) {
        Map<PathTemplate, Integer> positions = new LinkedHashMap<>();
        Stream.concat(
                        Stream.concat(ruleset.allow().stream(), ruleset.deny().stream())
                                .map(Rule::requests),
                        ruleset.gates().stream().map(gate -> gate.requests()))
                .flatMap(List::stream)
                .forEach(pattern -> positions.putIfAbsent(pattern.template(), positions.size()));
        Set<BitSet> together = new LinkedHashSet<>();
        for (PathTemplate within : RouteTemplates.read(templates)) {
            Optional<Set<BitSet>> some = PathClasses.of(within, List.copyOf(positions.keySet()));
            if (some.isEmpty()) {
                return new Kinds(positions, Optional.empty());
            }
            together.addAll(some.get());
        }
        return new Kinds(positions, Optional.of(together));
    }
}
