package dev.gatehouse.gateway.reach;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.reach.BlastRadius;
import dev.gatehouse.policy.analysis.reach.BlastRadius.Reached;
import dev.gatehouse.policy.analysis.reach.Way;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A blast radius for people: the counts, then each service that is reached, the nearest first. */
public final class BlastText {
    private final StringBuilder text = new StringBuilder();

    private BlastText() {}

    public static String of(BlastRadius radius) {
        BlastText written = new BlastText();
        written.head(radius);
        radius.reached().forEach(written::reached);
        written.foot(radius);
        return written.text.toString();
    }

    private void head(BlastRadius radius) {
        int all = radius.reached().size();
        line(
                "",
                radius.identity().name() + " (" + label(radius.identity().label()) + ") reaches "
                        + services(all) + ": " + radius.direct() + " directly, " + (all - radius.direct())
                        + " through others; " + services(radius.outOfReach().size()) + " out of reach");
        if (radius.isAudited()) {
            line("", "its own ruleset is in audit mode: everybody can call it");
        }
    }

    private void reached(Reached service) {
        text.append('\n');
        line(
                "",
                service.service().name() + " (" + label(service.service().label()) + "), "
                        + (service.isDirect() ? "directly" : service.chain().length() + " hops: " + service.chain()));
        if (service.isDirect()) {
            service.ways().forEach(this::way);
        } else {
            service.chain().lines().forEach(hop -> line("  ", hop));
        }
    }

    private void way(Way way) {
        line("  ", way.toString());
        way.rule().ifPresent(this::requests);
        way.gate().ifPresent(this::gate);
    }

    private void requests(Rule rule) {
        line("    ", rule.requests().stream().map(RequestPattern::toString).collect(Collectors.joining(", ")));
        rule.requirements().stream().map(Requirement::demand).forEach(demand -> line("    ", "if " + demand));
        if (!rule.during().equals(Period.ALWAYS)) {
            line("    ", "during " + rule.during());
        }
    }

    private void gate(Gate gate) {
        line(
                "    ",
                "the gate is for "
                        + gate.requests().stream().map(RequestPattern::toString).collect(Collectors.joining(", "))
                        + ", until " + gate.expires());
    }

    private void foot(BlastRadius radius) {
        if (!radius.outOfReach().isEmpty()) {
            text.append('\n');
            line("", "out of reach: " + String.join(", ", radius.outOfReach()));
        }
        radius.undecided().forEach(doubt -> line("", "more may be reached: " + doubt));
    }

    private void line(String margin, String words) {
        text.append(margin).append(words).append('\n');
    }

    private static String label(TrustLabel label) {
        return label.compartments().isEmpty()
                ? label.level().name()
                : label.level() + ", " + String.join(", ", new TreeSet<>(label.compartments()));
    }

    private static String services(int number) {
        return number + (number == 1 ? " service" : " services");
    }
}
