package dev.gatehouse.ingress.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.TestHeads;
import dev.gatehouse.ingress.exchange.TestSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final RequestHead HEAD = TestHeads.get("/orders/7");

    @Test
    void theLowestOrderWinsWhateverTheDeclaration() {
        RouteTable table = new RouteTable(List.of(route("late", 5, true), route("early", -1, true)));

        assertThat(table.match(HEAD)).map(Route::id).contains("early");
    }

    @Test
    void amongEqualsTheFirstDeclaredWins() {
        RouteTable table = new RouteTable(List.of(route("first", 0, true), route("second", 0, true)));

        assertThat(table.match(HEAD)).map(Route::id).contains("first");
    }

    @Test
    void noRouteIsAnAnswer() {
        assertThat(new RouteTable(List.of(route("other", 0, false))).match(HEAD))
                .isEmpty();
    }

    @Test
    void aFailingPredicateNeverMeansTheNextRoute() {
        RouteTable table = new RouteTable(List.of(
                TestSnapshots.route("broken", "", false, path -> {
                    throw new IllegalStateException("boom");
                }),
                route("open", 1, true)));

        assertThatThrownBy(() -> table.match(HEAD))
                .isInstanceOf(RouteMatchException.class)
                .hasMessageContaining("broken");
    }

    /** Held against the plain statement of the rule: of all that match, the least by order, then position. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyTableGivesWhatTheRuleSays(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Route> declared = new ArrayList<>();
            int size = random.nextInt(12);
            for (int i = 0; i < size; i++) {
                declared.add(route("r" + i, random.nextInt(4) - 2, random.nextInt(3) == 0));
            }

            assertThat(new RouteTable(declared).match(HEAD)).isEqualTo(leastOf(declared));
        }
    }

    private static Optional<Route> leastOf(List<Route> declared) {
        Route least = null;
        for (Route candidate : declared) {
            if (candidate.takes(HEAD) && (least == null || candidate.order() < least.order())) {
                least = candidate;
            }
        }
        return Optional.ofNullable(least);
    }

    private static Route route(String id, int order, boolean matches) {
        Route any = TestSnapshots.route(id, "", false, path -> matches);
        return new Route(id, order, any.predicates(), "/**", "", any.upstream(), false, any.forwarding());
    }
}
