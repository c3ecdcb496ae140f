package dev.gatehouse.gateway.explain;

import dev.gatehouse.ingress.admission.RefusedRequest;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteExplanation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything there is to say about the answer to one request.
 *
 * <p>It ends where the request ends: a refused one has no {@code head}, one without a route no {@code judgement}.
 * {@code route} is the route that it takes, {@code search} how that one was found; without a search it was known.
 */
public record Explanation(
        Question question,
        Who who,
        Optional<RefusedRequest> refused,
        Optional<RequestHead> head,
        Set<String> stripped,
        Optional<Route> route,
        Optional<RouteExplanation> search,
        Optional<Judgement> judgement,
        List<Turn> turns) {

    public Explanation {
        turns = List.copyOf(turns);
    }

    /** The status that the caller gets, and 0 when the backend answers. */
    public int status() {
        if (refused.isPresent()) {
            return refused.get().refusal().status();
        }
        if (route.isEmpty()) {
            return search.filter(found -> found.failure().isEmpty()).isPresent() ? 404 : 500;
        }
        return judgement.filter(judged -> !judged.decision().letsThrough()).isPresent() ? 403 : 0;
    }

    /** Whether the two engines agree, as far as they were asked. */
    public boolean isHeld() {
        return judgement.map(Judgement::isHeld).orElse(true);
    }
}
