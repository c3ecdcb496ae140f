package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Callers;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A route as far as it decides where a request goes: any of these templates, one of these methods (any when
 * none is named), within a period, and under other predicates, each as the operator wrote it.
 *
 * <p>{@code service} is the identity that the rulesets protect, empty for a route without one. What the other
 * predicates look at is not known here: the same text is the same fact on both sides, and each may be so or
 * not, whatever the others are.
 */
public record ComparedRoute(
        String id,
        String service,
        List<PathTemplate> templates,
        Set<String> methods,
        Period during,
        List<String> others) {
    // No name of a header begins so; what follows is a predicate.
    private static final String PREDICATE = "\0";

    public ComparedRoute {
        templates = List.copyOf(templates);
        methods = Set.copyOf(methods);
        others = List.copyOf(others);
    }

    /** Whether it takes every request on its paths. */
    boolean takesAll() {
        return methods.isEmpty() && during.equals(Period.ALWAYS) && others.isEmpty();
    }

    /** The route as a rule about requests, named so that rules sort as routes are asked. */
    Rule asRule(int place) {
        List<RequestPattern> patterns = new ArrayList<>();
        Set<String> asked = methods.isEmpty() ? Set.of(RequestPattern.ANY_METHOD) : new TreeSet<>(methods);
        for (PathTemplate template : templates) {
            asked.forEach(method -> patterns.add(new RequestPattern(method, template)));
        }
        List<Requirement> requirements = others.stream()
                .map(other -> new Requirement(new Attribute.Header(PREDICATE + other), Condition.present()))
                .toList();
        Callers anybody = new Callers(List.of("any"), true, Set.of(), null);
        return new Rule(String.format(Locale.ROOT, "%09d", place), id, anybody, patterns, requirements, during, "");
    }

    /** The predicate that a header of a situation stands for; empty for a real header. */
    static String predicateOf(String header) {
        return header.startsWith(PREDICATE) ? header.substring(PREDICATE.length()) : "";
    }
}
