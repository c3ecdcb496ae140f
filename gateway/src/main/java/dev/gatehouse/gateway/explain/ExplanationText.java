package dev.gatehouse.gateway.explain;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.ingress.admission.RefusedRequest;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.LostRoute;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteExplanation;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.NearestMiss;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An explanation for somebody at a terminal: what was asked, then each step on a line, then what would turn it. */
public final class ExplanationText {
    private static final String MARGIN = " ".repeat(11);

    private final Explanation explanation;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    /** The whole explanation, with a line break at its end. */
    public static String of(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.headline();
        text.body();
        return PlainText.lines(text.text.toString());
    }

    /** The same without its first line, for what was headed otherwise. */
    public static String bodyOf(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.body();
        return PlainText.lines(text.text.toString());
    }

    private void body() {
        caller();
        explanation.refused().ifPresentOrElse(this::refused, this::path);
        if (explanation.head().isPresent()) {
            route();
        }
        explanation.judgement().ifPresent(this::judgement);
        turns();
    }

    private void headline() {
        Question question = explanation.question();
        text.append(question.method()).append(' ').append(question.target());
        text.append(" from ").append(explanation.who().identity().name());
        explanation
                .who()
                .behalf()
                .forEach(other -> text.append(" on behalf of ").append(other.name()));
        text.append(" at ").append(question.at()).append(": ").append(answer()).append("\n\n");
    }

    private String answer() {
        Optional<Judgement> judgement = explanation.judgement();
        if (judgement.isPresent() && !judgement.get().isCertain()) {
            return "not certain any more";
        }
        Optional<Decision> decision = judgement.map(Judgement::decision);
        return switch (explanation.status()) {
            case 0 -> decision.map(Decision::isAllowed).orElse(true) ? "allowed" : "denied, but let through (audit)";
            case 403 -> "denied (403)";
            case 404 -> "no route takes it (404)";
            default -> "refused (" + explanation.status() + ")";
        };
    }

    private void caller() {
        Who who = explanation.who();
        line(
                "caller",
                "`" + who.identity().name() + "` has "
                        + Labels.shown(who.identity().label()));
        who.behalf()
                .forEach(other -> more("`" + other.name() + "`, for whom it calls, has " + Labels.shown(other.label())
                        + ": together " + Labels.shown(who.label())));
        who.notes().forEach(this::more);
    }

    private void refused(RefusedRequest refused) {
        line("path", "refused as `" + refused.refusal().code() + "`: " + refused.reason());
    }

    private void path() {
        explanation.head().ifPresent(head -> {
            boolean isKnown = explanation.question().unrecorded().standIn().isEmpty();
            line(
                    "path",
                    isKnown
                            ? "`" + head.path() + "`, canonical" + query(head)
                            : "some path of `" + explanation.question().target() + "`, which was not recorded");
            if (!explanation.stripped().isEmpty()) {
                more("the door takes off "
                        + named(explanation.stripped().stream().toList()) + ": nobody may say that of themselves");
            }
        });
    }

    private static String query(RequestHead head) {
        return head.query().isEmpty() ? "" : ", with query `" + head.query() + "`";
    }

    private void route() {
        Optional<Route> route = explanation.route();
        line("route", route.map(ExplanationText::taken).orElse("none"));
        route.ifPresent(taken -> more("it takes the " + taken.forwarding().describe()));
        explanation.search().ifPresent(this::search);
    }

    private static String taken(Route route) {
        String predicates = route.predicates().stream()
                .map(predicate -> "`" + predicate.describe() + "`")
                .collect(Collectors.joining(", "));
        String all = predicates.isEmpty() ? "without a predicate" : predicates;
        return "`" + route.id() + "` takes it: " + all;
    }

    private void search(RouteExplanation search) {
        if (!search.failure().isEmpty()) {
            more(search.failure());
        }
        if (!search.drawn().isEmpty()) {
            more("chance decides: another draw gives it to "
                    + named(search.drawn().stream().map(Route::id).toList()));
        }
        for (LostRoute lost : search.nearest()) {
            if (!lost.byChance()) {
                more("not `" + lost.route().id() + "`: `" + lost.predicate() + "` says no");
            }
        }
        if (search.others() > 0) {
            more("nor " + counted(search.others(), "other route") + " that " + (search.others() == 1 ? "was" : "were")
                    + " asked");
        }
    }

    private void judgement(Judgement judgement) {
        Decision decision = judgement.decision();
        String service = judgement.request().service();
        line(
                "service",
                service.isEmpty()
                        ? "none: the route names no identity"
                        : "`" + service + "`" + (decision.isEnforced() ? "" : ", its ruleset in audit mode"));
        int number = 1;
        for (Step step : judgement.steps()) {
            step(number++, step);
        }
        line("verdict", explanation.question().unrecorded().sentence(verdict(judgement)));
        if (!decision.rule().isEmpty() && !decision.position().isEmpty()) {
            line("rule", "`" + decision.rule() + "` in " + decision.position());
        }
        decision.nearest(judgement.request())
                .map(NearestMiss::explain)
                .map(explanation.question().unrecorded()::sentence)
                .filter(miss -> judgement.isCertain() && !verdict(judgement).endsWith(miss))
                .ifPresent(miss -> line("nearest", miss));
        engines(judgement);
    }

    private static String verdict(Judgement judgement) {
        if (!judgement.isCertain()) {
            return "not certain any more: " + named(judgement.hinges()) + " could speak, by what was not recorded";
        }
        Decision decision = judgement.decision();
        return word(decision) + ": " + decision.explain(judgement.request());
    }

    private static String word(Decision decision) {
        if (decision.isAllowed()) {
            return "allowed";
        }
        return decision.isEnforced() ? "denied" : "denied, let through";
    }

    private void step(int number, Step step) {
        String kind = step.kind().name().toLowerCase(Locale.ROOT);
        String said = step.outcome() == Step.Outcome.NOT_ASKED ? "not asked any more; " + step.said() : step.said();
        line(number + " " + kind, said);
        for (Considered considered : step.considered()) {
            String place = considered.position().isEmpty() ? "" : " (" + considered.position() + ")";
            String why = considered.fits() ? "fits" : "but " + String.join(", ", considered.failures());
            more("`" + considered.name() + "`" + place + ": " + considered.speaksOf() + ", " + why);
        }
        if (step.others() > 0) {
            boolean isDeny = step.kind() == Step.Kind.DENY;
            more((step.considered().isEmpty() ? "" : "and ")
                    + counted(step.others(), isDeny ? "deny rule" : "more")
                    + (isDeny ? (step.others() == 1 ? " that is" : " that are") + " farther off" : ""));
        }
    }

    private void engines(Judgement judgement) {
        if (!judgement.isHeld()) {
            line("ENGINES", "DISAGREE, which is a bug of the gateway: please report it");
            more("rule by rule: " + judgement.ruleByRule());
        } else {
            line("engines", "the one that serves and the one that asks rule by rule agree");
        }
    }

    private void turns() {
        if (explanation.turns().isEmpty()) {
            return;
        }
        text.append("\nto turn it\n");
        for (Turn turn : explanation.turns()) {
            text.append("  - ").append(turn.change());
            if (turn.wasTried()) {
                text.append("; tried: ").append(turn.then());
            }
            text.append('\n');
        }
    }

    private void line(String label, String said) {
        text.append(String.format(Locale.ROOT, "%-11s", label)).append(said).append('\n');
    }

    private void more(String said) {
        text.append(MARGIN).append(said).append('\n');
    }

    private static String named(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 || what.equals("more") ? "" : "s");
    }
}
