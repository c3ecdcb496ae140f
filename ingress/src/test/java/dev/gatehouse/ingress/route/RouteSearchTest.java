package dev.gatehouse.ingress.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.TestHeads;
import dev.gatehouse.ingress.exchange.TestSnapshots;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteSearchTest {
    private static final RequestHead HEAD = TestHeads.get("/orders/7");
    private static final Asked YES = new Asked("Path=/orders/**", true, false);
    private static final Asked NO = new Asked("Method=POST", false, false);
    private static final Asked DRAWN = new Asked("Weight=g,1", true, true);
    private static final Asked NOT_DRAWN = new Asked("Weight=g,9", false, true);

    @Test
    void whoWasAskedBeforeIsToldWithThePredicateThatRefused() {
        RouteExplanation explained = explain(route("first", YES, NO), route("second", YES), route("third", NO));

        assertThat(explained.taken()).map(Route::id).contains("second");
        assertThat(explained.nearest())
                .extracting(lost -> lost.route().id(), LostRoute::step, LostRoute::predicate)
                .containsExactly(tuple("first", 1, "Method=POST"));
        assertThat(explained.others()).isZero();
        assertThat(explained.drawn()).isEmpty();
    }

    @Test
    void theNearestIsTheOneWhoseRefusalComesLatest() {
        RouteExplanation explained =
                explain(route("far", NO), route("nearer", NO, YES), route("nearest", YES, NO), route("as far", NO));

        assertThat(explained.taken()).isEmpty();
        assertThat(explained.nearest())
                .extracting(lost -> lost.route().id())
                .containsExactly("nearest", "nearer", "far", "as far");
    }

    @Test
    void amongThousandsAFewAreNamedAndTheRestIsCounted() {
        Route[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> i == 7000 ? route("near", YES, NO) : route("r" + i, NO))
                .toArray(Route[]::new);

        RouteExplanation explained = explain(many);

        assertThat(explained.nearest())
                .extracting(lost -> lost.route().id())
                .containsExactly("near", "r0", "r1", "r2", "r3");
        assertThat(explained.others()).isEqualTo(9995);
    }

    @Test
    void chanceIsToldByWhoElseMightHaveBeenDrawn() {
        RouteExplanation explained = explain(
                route("old", NOT_DRAWN, YES),
                route("other path", NOT_DRAWN, NO),
                route("new", DRAWN, YES),
                route("behind", YES, NOT_DRAWN));

        assertThat(explained.taken()).map(Route::id).contains("new");
        assertThat(explained.drawn()).extracting(Route::id).containsExactly("old", "behind");
        assertThat(explained.nearest())
                .extracting(lost -> lost.route().id(), LostRoute::byChance)
                .contains(tuple("old", true))
                .contains(tuple("other path", false));
    }

    @Test
    void aPredicateThatFailsEndsTheSearchAsItDoesWhileServing() {
        RouteExplanation explained = explain(route("plain", NO), route("broken", new Broken()), route("open", YES));

        assertThat(explained.taken()).isEmpty();
        assertThat(explained.failure()).isEqualTo("a predicate of route `broken` failed: boom");
    }

    @Test
    void aPredicateThatServingNeverAsksCannotBreakTheSearch() {
        RouteExplanation explained = explain(route("plain", NO, new Broken()), route("open", YES));

        assertThat(explained.taken()).map(Route::id).contains("open");
        assertThat(explained.failure()).isEmpty();
    }

    private static RouteExplanation explain(Route... routes) {
        RouteTable table = new RouteTable(List.of(routes));
        RouteExplanation explained = table.explain(HEAD);
        if (explained.failure().isEmpty()) {
            assertThat(explained.taken()).isEqualTo(table.match(HEAD));
        }
        return explained;
    }

    private static Route route(String id, RoutePredicate... predicates) {
        Route any = TestSnapshots.route(id, "", false, path -> true);
        return new Route(id, 0, Stream.of(predicates).toList(), "/**", "", any.upstream(), false, any.forwarding());
    }

    private record Asked(String describe, boolean answer, boolean isByChance) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            return answer;
        }
    }

    private record Broken() implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            throw new IllegalStateException("boom");
        }

        @Override
        public String describe() {
            return "Broken";
        }
    }
}
