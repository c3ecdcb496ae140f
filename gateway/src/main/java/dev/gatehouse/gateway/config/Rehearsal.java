package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.analysis.Review;
import dev.gatehouse.policy.analysis.reach.Promises;
import dev.gatehouse.policy.tests.PolicyTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at rules that are sound in themselves as a whole, before anybody is served by them: their tests, what
 * must never be, and what is surely not meant.
 */
record Rehearsal(boolean areTestsRun, boolean isReviewed) {
    /** What is served must pass everything. */
    static final Rehearsal WHOLE = new Rehearsal(true, true);

    /** For somebody who wants to see each test, and to be told of it alone. */
    static final Rehearsal WITHOUT_TESTS = new Rehearsal(false, false);

    /** Everything worth a word as of this moment; a broken test or promise is an error, the rest are warnings. */
    List<PolicyProblem> of(CompiledPolicy policy, RouteTable routes, Instant now) {
        List<PolicyProblem> found = new ArrayList<>();
        if (areTestsRun) {
            found.addAll(PolicyTests.run(policy, now).problems());
        }
        found.addAll(Promises.check(policy, now));
        if (isReviewed) {
            found.addAll(Review.of(policy, services(routes), Set.of(), now));
        }
        return found;
    }

    private static Set<String> services(RouteTable routes) {
        return routes.routes().stream()
                .map(Route::service)
                .filter(service -> !service.isEmpty())
                .collect(Collectors.toSet());
    }
}
