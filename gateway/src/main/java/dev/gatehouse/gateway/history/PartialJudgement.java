package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges a call of which only a part is known, in the order of the engine, with a third answer where what is unknown
 * could turn it.
 *
 * <p>Conditions are weighed one by one: it may call something open that two conditions together would settle, and
 * never the other way round.
 */
final class PartialJudgement {
    private final AccessRequest known;
    private final PartialAttributes attributes;
    private final Predicate<RequestPattern> paths;
    private final Set<String> hinges = new HashSet<>();

    /** {@code paths} says whether a pattern's template matches; that of the known request is not looked at. */
    PartialJudgement(AccessRequest known, PartialAttributes attributes, Predicate<RequestPattern> paths) {
        this.known = known;
        this.attributes = attributes;
        this.paths = paths;
    }

    /** The answer: whether the call is allowed, and by which rule if that is sure. */
    record Answer(Truth isAllowed, String rule, Set<String> hinges) {}

    Answer by(Ruleset ruleset, boolean isLatticeMet) {
        Truth denied = Truth.NO;
        for (Rule rule : ruleset.deny()) {
            Truth match = matches(rule);
            if (match == Truth.YES) {
                return new Answer(Truth.NO, rule.name(), Set.of());
            }
            denied = match == Truth.UNKNOWN ? match : denied;
        }
        if (!isLatticeMet && ruleset.gates().stream().noneMatch(this::lifts)) {
            return new Answer(Truth.NO, "", Set.of());
        }
        Truth allowed = Truth.NO;
        String name = "";
        for (Rule rule : ruleset.allow()) {
            Truth match = matches(rule);
            if (match == Truth.YES && allowed != Truth.YES) {
                name = rule.name();
            }
            allowed = match.compareTo(allowed) > 0 ? match : allowed;
        }
        if (allowed == Truth.NO || (allowed == Truth.YES && denied == Truth.NO)) {
            return new Answer(allowed, name, Set.of());
        }
        return new Answer(Truth.UNKNOWN, "", hinges);
    }

    private Truth matches(Rule rule) {
        if (!rule.callers().include(known) || !rule.during().contains(known.at()) || !fits(rule.requests())) {
            return Truth.NO;
        }
        Truth all = Truth.YES;
        for (Requirement requirement : rule.requirements()) {
            all = all.and(
                    attributes.isKnown(requirement.attribute())
                            ? Truth.of(requirement.isMetBy(attributes))
                            : Truth.UNKNOWN);
        }
        if (all == Truth.UNKNOWN) {
            rule.requirements().stream()
                    .map(Requirement::attribute)
                    .filter(attribute -> !attributes.isKnown(attribute))
                    .forEach(attribute -> hinges.add(attribute.written() + " (asked by rule `" + rule.name() + "`)"));
        }
        return all;
    }

    private boolean lifts(Gate gate) {
        return gate.connects(known.caller().name(), known.service())
                && !gate.isExpired(known.at())
                && fits(gate.requests());
    }

    private boolean fits(List<RequestPattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matchesMethod(known.method()) && paths.test(pattern));
    }
}
