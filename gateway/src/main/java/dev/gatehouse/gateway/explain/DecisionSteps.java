package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.Shortfall;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Goes through a decision again, as slowly as a person would: deny rules, lattice, gate, allow rules.
 *
 * <p>Each step names a few rules or gates and counts the rest, however many there are.
 */
final class DecisionSteps {
    private static final int MOST_NAMED = 3;
    private static final Comparator<Shortfall> FITTING_FIRST = Comparator.<Shortfall, Boolean>comparing(
                    shortfall -> !shortfall.isMatch())
            .thenComparing(Shortfall.NEAREST_FIRST);

    private final AccessRequest request;
    private final Identity service;
    private final Ruleset ruleset;
    private final Unrecorded unrecorded;
    private final List<Step> steps = new ArrayList<>();
    private boolean isDecided;

    private DecisionSteps(AccessRequest request, Identity service, Ruleset ruleset, Unrecorded unrecorded) {
        this.request = request;
        this.service = service;
        this.ruleset = ruleset;
        this.unrecorded = unrecorded;
    }

    static List<Step> of(AccessRequest request, Identity service, Ruleset ruleset, Unrecorded unrecorded) {
        DecisionSteps walk = new DecisionSteps(request, service, ruleset, unrecorded);
        walk.deny();
        walk.lattice();
        walk.allow();
        return List.copyOf(walk.steps);
    }

    private void deny() {
        List<Shortfall> rules = shortfalls(ruleset.deny());
        long fitting = rules.stream().filter(Shortfall::isMatch).count();
        // Of those that do not fit, only the ones that nearly do are worth a line.
        List<Shortfall> named = rules.stream()
                .filter(rule -> rule.failures().size() <= 1)
                .limit(MOST_NAMED)
                .toList();
        isDecided = fitting > 0;
        String said = rules.isEmpty() ? "no deny rule" : isDecided ? fits(fitting) : "none fits";
        add(Step.Kind.DENY, isDecided ? Step.Outcome.DENIED : Step.Outcome.PASSED, said, named, rules.size());
    }

    private void lattice() {
        TrustLabel floor = service.floor();
        boolean isHighEnough = request.label().dominates(floor);
        String said = "the call has " + Labels.shown(request.label()) + ", `" + service.name() + "` asks for "
                + Labels.shown(floor) + (isHighEnough ? "" : missing(floor));
        if (isDecided) {
            add(Step.Kind.LATTICE, Step.Outcome.NOT_ASKED, said, List.of(), 0);
        } else {
            add(Step.Kind.LATTICE, Step.Outcome.PASSED, said, List.of(), 0);
            gate(isHighEnough);
        }
    }

    private String missing(TrustLabel floor) {
        TreeSet<String> missing = new TreeSet<>(floor.compartments());
        missing.removeAll(request.label().compartments());
        return request.label().level().isBelow(floor.level())
                ? ": too low"
                : ": without compartment `" + String.join("`, `", missing) + "`";
    }

    private void gate(boolean isHighEnough) {
        String caller = request.caller().name();
        String between = "from `" + caller + "` to `" + service.name() + "`";
        List<Shortfall> gates = ruleset.gates().stream()
                .filter(gate -> gate.connects(caller, service.name()))
                .map(this::nearest)
                .sorted(FITTING_FIRST)
                .toList();
        if (isHighEnough) {
            add(Step.Kind.GATE, Step.Outcome.PASSED, "none needed", List.of(), 0);
            return;
        }
        boolean isOpen = !gates.isEmpty() && gates.get(0).isMatch();
        isDecided = !isOpen;
        String said = isOpen ? "lifts the lattice" : gates.isEmpty() ? "no gate " + between : "none stands open";
        add(
                Step.Kind.GATE,
                isOpen ? Step.Outcome.PASSED : Step.Outcome.DENIED,
                said,
                gates.stream().limit(MOST_NAMED).toList(),
                gates.size());
    }

    private Shortfall nearest(Gate gate) {
        return Shortfall.of(gate, request).stream().min(Shortfall.NEAREST_FIRST).orElseThrow();
    }

    private void allow() {
        List<Shortfall> rules = shortfalls(ruleset.allow());
        long fitting = rules.stream().filter(Shortfall::isMatch).count();
        String said = rules.isEmpty() ? "no allow rule" : fitting > 0 ? fits(fitting) : "none fits";
        Step.Outcome outcome =
                isDecided ? Step.Outcome.NOT_ASKED : fitting > 0 ? Step.Outcome.ALLOWED : Step.Outcome.DENIED;
        add(Step.Kind.ALLOW, outcome, said, rules.stream().limit(MOST_NAMED).toList(), rules.size());
    }

    private static String fits(long number) {
        return number == 1 ? "one fits" : number + " fit";
    }

    private List<Shortfall> shortfalls(List<Rule> rules) {
        return rules.stream()
                .map(rule -> Shortfall.of(rule, request))
                .sorted(FITTING_FIRST)
                .toList();
    }

    private void add(Step.Kind kind, Step.Outcome outcome, String said, List<Shortfall> named, int all) {
        List<Considered> considered = named.stream()
                .map(shortfall -> Considered.of(shortfall, unrecorded))
                .toList();
        steps.add(new Step(kind, outcome, said, considered, all - considered.size()));
    }
}
