package dev.gatehouse.gateway.compare;

import dev.gatehouse.policy.analysis.Witness;
import dev.gatehouse.policy.analysis.diff.Difference;
import dev.gatehouse.policy.analysis.diff.Difference.Answer;
import dev.gatehouse.policy.analysis.diff.Difference.Kind;
import java.util.ArrayList;
import java.util.List;

/** The differences for somebody at a terminal: what, for whom, why, and a command that shows it. */
public final class DifferenceText {
    private static final int MOST_NAMED = 6;

    private final ComparedGenerations compared;
    private final String before;
    private final String after;

    /** The two paths are those that the operator gave. */
    public DifferenceText(ComparedGenerations compared, String before, String after) {
        this.compared = compared;
        this.before = before;
        this.after = after;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        compared.all().forEach(difference -> add(difference, lines));
        compared.differences().undecided().forEach(what -> lines.add("? not known: " + what));
        addRoutes(lines);
        lines.add(summary());
        return lines;
    }

    private void add(Difference difference, List<String> lines) {
        String others = difference.callers().size() == 1
                ? ""
                : " and " + (difference.callers().size() - 1) + " more";
        lines.add(sign(difference.kind()) + " " + difference.caller() + others + "  " + difference.method() + " "
                + difference.path());
        lines.add("    was: " + said(difference.before()));
        lines.add("    now: " + said(difference.after()));
        if (difference.callers().size() > 1) {
            lines.add("    callers: " + named(difference.callers()));
        }
        lines.add("    requests: " + named(difference.requests()));
        difference.routePredicates().forEach(predicate -> lines.add("    where the request meets " + predicate));
        String path = difference.kind() == Kind.NARROWED ? before : after;
        lines.add("    gatehouse explain " + asked(difference) + " " + path);
    }

    private String asked(Difference difference) {
        return new Witness(
                        difference.caller(),
                        difference.behalf(),
                        "",
                        difference.method(),
                        difference.path(),
                        difference.situation())
                .toString(compared.from());
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case WIDENED -> "+";
            case NARROWED -> "-";
            case MOVED -> "~";
        };
    }

    private static String said(Answer answer) {
        String where = answer.service().isEmpty() ? "" : answer.service() + ": ";
        String position = answer.position().isEmpty() ? "" : " (" + answer.position() + ")";
        return (answer.passes() ? "passes, " : "denied, ") + where + answer.because() + position;
    }

    private static String named(List<String> all) {
        int rest = all.size() - MOST_NAMED;
        String first = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
        return rest > 0 ? first + " and " + rest + " more" : first;
    }

    private void addRoutes(List<String> lines) {
        addRoutes("added", compared.routes().added(), lines);
        addRoutes("removed", compared.routes().removed(), lines);
        addRoutes("changed", compared.routes().changed(), lines);
    }

    private static void addRoutes(String what, List<String> ids, List<String> lines) {
        if (!ids.isEmpty()) {
            lines.add("routes " + what + ": " + named(ids));
        }
    }

    private String summary() {
        if (compared.differences().areNone()) {
            return "no difference: the same requests pass, to the same services";
        }
        return compared.count(Kind.WIDENED) + " widened, " + compared.count(Kind.NARROWED) + " narrowed, "
                + compared.count(Kind.MOVED) + " moved to another service";
    }
}
