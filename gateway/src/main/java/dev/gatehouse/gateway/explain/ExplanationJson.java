package dev.gatehouse.gateway.explain;

import dev.gatehouse.ingress.route.LostRoute;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteExplanation;
import dev.gatehouse.policy.NearestMiss;
import dev.gatehouse.policy.identity.Identity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An explanation for programs; fields are only ever added. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** One JSON object on lines of its own, with a line break at its end. */
    public static String of(Explanation explanation) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree(explanation)) + "\n";
    }

    /** The same as a tree, to be part of another document. */
    public static Map<String, Object> tree(Explanation explanation) {
        Question question = explanation.question();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", question.method());
        tree.put("target", question.target());
        tree.put("at", question.at().toString());
        tree.put("from", explanation.who().identity().name());
        tree.put(
                "on_behalf_of",
                explanation.who().behalf().stream().map(Identity::name).toList());
        tree.put("label", Labels.shown(explanation.who().label()).replace("`", ""));
        tree.put("notes", explanation.who().notes());
        tree.put("status", explanation.status());
        explanation.refused().ifPresent(refused -> {
            tree.put("code", refused.refusal().code());
            tree.put("reason", refused.reason());
        });
        explanation.head().ifPresent(head -> tree.put("path", head.path().value()));
        explanation.route().ifPresent(route -> {
            tree.put("route", route.id());
            tree.put("forwarding", route.forwarding().describe());
        });
        explanation.search().ifPresent(search -> tree.put("search", search(search)));
        explanation.judgement().ifPresent(judgement -> tree.put("judgement", judgement(judgement)));
        tree.put(
                "turns",
                explanation.turns().stream()
                        .map(turn -> Map.of("change", turn.change(), "then", turn.then(), "tried", turn.wasTried()))
                        .toList());
        return tree;
    }

    private static Map<String, Object> search(RouteExplanation search) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nearest", search.nearest().stream().map(ExplanationJson::lost).toList());
        tree.put("others", search.others());
        tree.put("drawn", search.drawn().stream().map(Route::id).toList());
        tree.put("failure", search.failure());
        return tree;
    }

    private static Map<String, Object> lost(LostRoute lost) {
        return Map.of("route", lost.route().id(), "predicate", lost.predicate(), "by_chance", lost.byChance());
    }

    private static Map<String, Object> judgement(Judgement judgement) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("service", judgement.request().service());
        tree.put("allowed", judgement.decision().isAllowed());
        tree.put("enforced", judgement.decision().isEnforced());
        tree.put("certain", judgement.isCertain());
        tree.put("hinges", judgement.hinges());
        tree.put("decision", judgement.decision().kind());
        tree.put("rule", judgement.decision().rule());
        tree.put("position", judgement.decision().position());
        tree.put("reason", judgement.decision().explain(judgement.request()));
        judgement
                .decision()
                .nearest(judgement.request())
                .map(NearestMiss::explain)
                .ifPresent(nearest -> tree.put("nearest", nearest));
        tree.put("steps", judgement.steps().stream().map(ExplanationJson::step).toList());
        tree.put("engines_agree", judgement.isHeld());
        return tree;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("step", step.kind().name().toLowerCase(Locale.ROOT));
        tree.put("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
        tree.put("said", step.said());
        List<Map<String, Object>> considered = step.considered().stream()
                .map(rule -> Map.<String, Object>of(
                        "name", rule.name(),
                        "position", rule.position(),
                        "speaks_of", rule.speaksOf(),
                        "failures", rule.failures()))
                .toList();
        tree.put("considered", considered);
        tree.put("others", step.others());
        return tree;
    }
}
