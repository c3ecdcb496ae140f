package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.forward.FastRoute;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompiledRouteTest {
    private final RouteCompiler compiler = new RouteCompiler();

    @Test
    void aRouteTakesWhatAllItsPredicatesTake() {
        CompiledRoute route = compiled("Path=/ledger/**", "Method=GET,POST");

        assertThat(takes(route, Heads.get("/ledger/entries"))).isTrue();
        assertThat(takes(route, Heads.get("/shop"))).isFalse();
    }

    @Test
    void exactlyOneRouteOfAWeightGroupTakesEachRequest() {
        List<CompiledRoute> routes =
                compiler.compileAll(List.of(weighted("a", 8), weighted("b", 2), weighted("c", 0))).stream()
                        .map(result -> result.compiled().orElseThrow())
                        .toList();
        int[] taken = new int[routes.size()];
        for (int draw = 0; draw < 1000; draw++) {
            RequestHead head = Heads.of("GET", "/", "", "h", new DefaultHttpHeaders(), "::1", 0, draw / 1000.0);
            int[] takers = IntStream.range(0, routes.size())
                    .filter(i -> takes(routes.get(i), head))
                    .toArray();
            assertThat(takers).hasSize(1);
            taken[takers[0]]++;
        }
        assertThat(taken).containsExactly(800, 200, 0);
    }

    @Test
    void namedPartsOfPathAndHostAreHandedOutDecoded() {
        CompiledRoute route = compiled("Path=/a/{item}/**", "Host={tenant}.example.com");

        assertThat(variables(route, Heads.get("/a/x%20y/z")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("item", "x y", "tenant", "shop"));
    }

    @Test
    void hostsAreComparedWithoutCase() {
        CompiledRoute route = compiled("Host=**.Example.COM");

        assertThat(takes(route, Heads.get("/"))).isTrue();
    }

    @Test
    void aSingleIpv6AddressIsNotAWholeNetwork() {
        CompiledRoute route = compiled("RemoteAddr=2001:db8::1");

        assertThat(takes(route, Heads.of("GET", "/", "", "h", new DefaultHttpHeaders(), "2001:db8::1", 0, 0)))
                .isTrue();
        assertThat(takes(route, Heads.of("GET", "/", "", "h", new DefaultHttpHeaders(), "2001:db8::2", 0, 0)))
                .isFalse();
    }

    @Test
    void aRegularExpressionThatTakesTooLongIsAnErrorAndNotAStandstill() {
        CompiledRoute route = compiled("Query=q,(a|aa)+\\1c");
        RequestHead head = Heads.of("GET", "/", "q=" + "a".repeat(60), "h", new DefaultHttpHeaders(), "::1", 0, 0);

        assertThatThrownBy(() -> takes(route, head))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too long");
    }

    private static Map<String, String> variables(CompiledRoute route, RequestHead head) {
        return ((FastRoute) route.forwarding()).naming().apply(head);
    }

    private static boolean takes(CompiledRoute route, RequestHead head) {
        return route.predicates().stream().allMatch(predicate -> predicate.test(head));
    }

    private static RouteSpec weighted(String id, int weight) {
        return new RouteSpec(
                id,
                URI.create("http://127.0.0.1:1"),
                0,
                List.of(Definition.ofShortcut("Weight=group, " + weight)),
                List.of(),
                Map.of());
    }

    private CompiledRoute compiled(String... predicates) {
        RouteSpec spec = new RouteSpec(
                "r",
                URI.create("https://127.0.0.1:1"),
                0,
                Stream.of(predicates).map(Definition::ofShortcut).toList(),
                List.of(),
                Map.of());
        return compiler.compile(spec).compiled().orElseThrow();
    }
}
