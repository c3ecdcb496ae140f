package dev.gatehouse.policy;

import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By how much a rule or gate missed a call: every condition that failed, in the order caller, method, path,
 * requirements as written, time.
 *
 * <p>The nearest of several is the one with the fewest failed conditions; among those, the one whose first
 * failure comes latest in that order; among those, the first by name. A rule with several requests counts as
 * the nearest of them, by the same measure, then the first written.
 */
public record Shortfall(String name, String position, String callers, RequestPattern request, List<Failure> failures) {

    public static final Comparator<Shortfall> NEAREST_FIRST = Comparator.<Shortfall>comparingInt(
                    shortfall -> shortfall.failures().size())
            .thenComparing(Shortfall::firstStep, Comparator.reverseOrder())
            .thenComparing(Shortfall::name);

    /** The order in which conditions are looked at. */
    public enum Step {
        CALLER,
        METHOD,
        PATH,
        REQUIREMENT,
        TIME
    }

    /** One condition that failed, and what was so instead. */
    public record Failure(Step step, String said) {}

    public Shortfall {
        failures = List.copyOf(failures);
    }

    /** By how much the rule missed the call; by nothing if it matched. */
    public static Shortfall of(Rule rule, AccessRequest request) {
        return rule.requests().stream()
                .map(pattern -> of(rule, pattern, request))
                .min(NEAREST_FIRST)
                .orElseThrow();
    }

    /** By how much this request of the rule missed the call. */
    static Shortfall of(Rule rule, RequestPattern pattern, AccessRequest request) {
        List<Failure> failures = new ArrayList<>();
        if (!rule.callers().include(request)) {
            failures.add(new Failure(
                    Step.CALLER,
                    "the caller is `" + request.caller().name() + "` at level `"
                            + request.label().level() + "`"));
        }
        failures.addAll(failuresOf(pattern, request));
        for (Requirement requirement : rule.requirements()) {
            if (!requirement.isMetBy(request.attributes())) {
                failures.add(new Failure(Step.REQUIREMENT, requirement.failure(request.attributes())));
            }
        }
        if (!rule.during().contains(request.at())) {
            failures.add(new Failure(Step.TIME, "it is not within `" + rule.during() + "`"));
        }
        return new Shortfall(rule.name(), rule.position(), rule.callers().toString(), pattern, failures);
    }

    /** By how much each request of a gate missed the call, whoever calls. */
    public static List<Shortfall> of(Gate gate, AccessRequest request) {
        String name = "gate " + gate.from() + " to " + gate.to();
        return gate.requests().stream()
                .map(pattern -> {
                    List<Failure> failures = new ArrayList<>(failuresOf(pattern, request));
                    if (gate.isExpired(request.at())) {
                        failures.add(new Failure(Step.TIME, "it expired at `" + gate.expires() + "`"));
                    }
                    return new Shortfall(name, gate.position(), gate.from(), pattern, failures);
                })
                .toList();
    }

    /** Whether nothing was missed: the rule matches, the gate stands open. */
    public boolean isMatch() {
        return failures.isEmpty();
    }

    private static List<Failure> failuresOf(RequestPattern pattern, AccessRequest request) {
        List<Failure> failures = new ArrayList<>();
        if (!pattern.matchesMethod(request.method())) {
            failures.add(new Failure(Step.METHOD, "the method is `" + request.method() + "`"));
        }
        if (!pattern.template().matches(request.path())) {
            failures.add(new Failure(Step.PATH, "the path is `" + request.path() + "`"));
        }
        return failures;
    }

    private Step firstStep() {
        return failures.isEmpty() ? Step.TIME : failures.get(0).step();
    }

    NearestMiss toMiss() {
        return toMiss(failures.get(0).said());
    }

    NearestMiss toMiss(String condition) {
        return new NearestMiss(name, position, callers + " to " + request, condition);
    }
}
