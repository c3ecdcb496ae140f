package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.gateway.explain.Explainer;
import dev.gatehouse.gateway.explain.Explanation;
import dev.gatehouse.gateway.explain.Judgement;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.policy.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a request that is over: what happened, and, where the rules are at hand, why.
 *
 * <p>{@code source} says where the rules came from, or why there are none. {@code isSameGeneration} says whether they
 * are those that the request ran under.
 */
public record Recollection(
        PastRequest request,
        String source,
        boolean isSameGeneration,
        Optional<Explanation> explanation,
        List<String> missing) {

    public Recollection {
        missing = List.copyOf(missing);
    }

    /** Only what the event tells. */
    public static Recollection withoutRules(PastRequest request, String why) {
        return new Recollection(request, why, false, Optional.empty(), List.of());
    }

    /** The request judged again, by these rules. */
    public static Recollection by(PastRequest request, Rules rules, String source, boolean isSameGeneration) {
        PastQuestion past = PastQuestion.of(request, rules);
        Optional<Explanation> explanation = past.question()
                .flatMap(question -> past.who()
                        .map(who -> new Explainer(rules, TrustedProxies.none(), request.at()).explain(who, question)));
        return new Recollection(request, source, isSameGeneration, explanation, past.missing());
    }

    /** What the rules say now, where it is certain and other than what happened; empty text when it is the same. */
    public String difference() {
        Optional<Judgement> judgement =
                explanation.flatMap(Explanation::judgement).filter(Judgement::isCertain);
        if (judgement.isEmpty()) {
            return "";
        }
        Decision decision = judgement.get().decision();
        boolean isSame = decision.kind().equals(request.text("decision").orElse(""))
                && decision.rule().equals(request.text("rule").orElse(""));
        return isSame ? "" : "these rules decide `" + decision.kind() + "`" + named(decision.rule());
    }

    private static String named(String rule) {
        return rule.isEmpty() ? "" : " by rule `" + rule + "`";
    }

    /** Whether something is wrong with the gateway: the engines differ, or the same rules answer otherwise. */
    public boolean isHeld() {
        boolean isRepeated = !isSameGeneration || difference().isEmpty();
        return isRepeated && explanation.map(Explanation::isHeld).orElse(true);
    }
}
