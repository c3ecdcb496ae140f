package dev.gatehouse.ingress.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.TestHeads;
import dev.gatehouse.ingress.exchange.TestSnapshots;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteIndexTest {
    private static final int TABLES = 400;
    private static final int REQUESTS = 160;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyTableGivesWhatAskingAllRoutesGives(long seed) {
        RandomRoutes random = new RandomRoutes(seed);
        Map<Boolean, Integer> failures = new HashMap<>();
        for (int i = 0; i < TABLES; i++) {
            List<Route> declared = random.routes(i % 40);
            RouteTable table = new RouteTable(declared);
            LinearScan scan = new LinearScan(declared);
            for (int n = 0; n < REQUESTS; n++) {
                RequestHead head = random.head();
                String expected = scan.answer(head);
                if (!LinearScan.answer(table, head).equals(expected)) {
                    assertThat(LinearScan.answer(table, head))
                            .as("%s among %s", head, declared)
                            .isEqualTo(expected);
                }
                failures.merge(expected.contains("failed"), 1, Integer::sum);
            }
        }
        assertThat(failures.values()).hasSize(2).allMatch(count -> count > 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /a, false",
        "/**, /, true",
        "/**, /a/b/, true",
        "/a, /a/, false",
        "/a/, /a/, true",
        "/a/, /a, false",
        "/a/*, /a/, false",
        "/a/**, /a, true",
        "/a/**/b, /a/c, true",
        "/a@b, /a%40b, true",
        "/*/b, /a/b, true",
        "/*/b, /a/c, false"
    })
    void whatComesOutIsToldByTheLiteralsAndTheWildcardsForOneSegment(String template, String path, boolean comesOut) {
        List<Route> twins = List.of(route(onPath(template)), route(onPath(template)));

        assertThat(candidates(twins, path)).hasSize(comesOut ? 2 : 0);
    }

    /** Only its own predicates can tell more than the index already knows. */
    @Test
    void whereOneRouteIsLeftItComesOutUnasked() {
        List<Route> routes = List.of(route(onPath("/a/b/**")), route(onPath("/b/c")), route(onPath("/b/c/d")));

        assertThat(candidates(routes, "/a/x")).containsExactly(0);
        assertThat(candidates(routes, "/b/c/x")).isEmpty();
    }

    @Test
    void anEmptyTableHasNoCandidates() {
        assertThat(candidates(List.of(), "/")).isEmpty();
    }

    @Test
    void aRouteWithSeveralFittingPatternsComesOutOnce() {
        assertThat(candidates(List.of(route(onPath("/a/**", "/a/b", "/*/b", "/**"))), "/a/b"))
                .containsExactly(0);
    }

    @Test
    void behindAPredicateThatMayFailNothingIsLeftOut() {
        RoutePredicate fragile = TestSnapshots.onPath(path -> true);

        List<Route> routes = List.of(route(onPath("/b"), fragile), route(fragile, onPath("/b")), route(onPath("/b")));

        assertThat(candidates(routes, "/a")).containsExactly(1);
    }

    @Test
    void manyListsComeOutInOrder() {
        List<Route> routes = new ArrayList<>();
        String deep = "/a".repeat(50);
        for (int depth = 50; depth >= 0; depth--) {
            routes.add(route(onPath("/a".repeat(depth) + "/**")));
        }

        assertThat(candidates(routes, deep))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 50).boxed().toList());
    }

    @Test
    void aTemplateThatIsDeeperThanTheIndexIsStillFound() {
        String deep = "/a/*".repeat(100);

        assertThat(candidates(List.of(route(onPath(deep)), route(onPath(deep + "/**"))), "/a/b".repeat(100)))
                .containsExactly(0, 1);
    }

    /** Each level doubles the ways; a search that tried again what it had tried would not come back. */
    @Test
    void aPathOfManySegmentsIsReadOnce() {
        List<Route> routes = Stream.of("/**/a/**/a/**/b", "/*/**/a/**/b", "/a/*/a/*/**/b", "/*/*/*/*/**")
                .map(template -> route(onPath(template)))
                .toList();

        assertThat(candidates(routes, "/a".repeat(4000))).hasSize(4);
        assertThat(new RouteTable(routes).match(TestHeads.get("/a".repeat(4000))))
                .contains(routes.get(3));
    }

    @Test
    void amongThousandsOnlyThoseOfThePathAreAsked() {
        List<Route> routes = IntStream.range(0, 10_000)
                .mapToObj(i -> route(onPath("/api/" + i + "/**")))
                .toList();

        assertThat(candidates(routes, "/api/7000/x")).containsExactly(7000);
        assertThat(candidates(routes, "/other")).isEmpty();
    }

    private static List<Integer> candidates(List<Route> routes, String path) {
        Candidates candidates = new RouteIndex(routes).candidates(TestHeads.get(path));
        List<Integer> places = new ArrayList<>();
        for (int place = candidates.next(); place != Candidates.NONE; place = candidates.next()) {
            places.add(place);
        }
        return places;
    }

    private static Route route(RoutePredicate... predicates) {
        Route any = TestSnapshots.route("any", "", false, path -> true);
        return new Route("r", 0, List.of(predicates), "/**", "", any.upstream(), false, any.forwarding());
    }

    private static RoutePredicate onPath(String... written) {
        List<PathTemplate> templates = Stream.of(written)
                .map(text -> PathTemplate.from(text).template().orElseThrow())
                .toList();
        return new RoutePredicate() {
            @Override
            public boolean test(RequestHead head) {
                return templates.stream().anyMatch(template -> template.matches(head.path()));
            }

            @Override
            public Optional<List<PathForm>> paths() {
                return Optional.of(templates.stream().map(PathForm::of).toList());
            }

            @Override
            public boolean mayFail() {
                return false;
            }

            @Override
            public String describe() {
                return "Path=" + templates;
            }
        };
    }
}
