package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteMatchException;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Upstream;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of real predicates gives what asking all its routes gives, failures included. */
class RouteLookupTest {
    private static final int TABLES = 350;
    private static final int REQUESTS = 150;
    private static final String TOO_LONG = "a".repeat(60);
    private static final Upstream UPSTREAM =
            Upstream.of("unused", Optional.empty(), new Endpoint("http", "localhost", 1));

    private static final List<String> SEGMENTS =
            List.of("a", "b", "x.html", "v1", "a%40b", "a@b", "%20", "%C3%BC", "A", "1");
    private static final List<String> PATHS = List.of(
            "/",
            "/**",
            "/a",
            "/a/",
            "/a/**",
            "/a/{x}",
            "/a/*/b",
            "/a/**/b",
            "/{x}",
            "/{x}/b/**",
            "/a/{*rest}",
            "/{x}/{*rest}",
            "/*.html",
            "/a/*.html",
            "/v?/**",
            "/{x:[a-z]+}/**",
            "/a/{x:[a-z]+}",
            "/a@b/**",
            "/a%40b/{x}",
            "/a@b/{*rest}",
            "/%20/**",
            "/ü/{*rest}",
            "/ü/**",
            "/a/b/v1",
            "/a,/b/*",
            "/a/**,/a/b,/b/",
            "/{*rest}",
            "a/b",
            "/**/a",
            "/a/b{x}");
    private static final List<String> HOST_PATTERNS = List.of(
            "example.com",
            "**.example.com",
            "*.example.com",
            "{x}.example.com",
            "a.*.com",
            "a.**.com",
            "**",
            "*",
            "**.{x:com|org}",
            "EXAMPLE.com",
            "example.com,other.org",
            "*.example.com,example.com",
            "exam*.com",
            "10.0.0.1",
            "a.example.?om",
            "10.**",
            ".example.com",
            "a..example.com",
            "example.*");
    private static final List<String> HOSTS = List.of(
            "example.com",
            "a.example.com",
            "b.a.example.com",
            "other.org",
            "com",
            "10.0.0.1",
            "fe80::1",
            "::ffff:10.0.0.1",
            "xn--4ca.example.com",
            "localhost");
    private static final List<String> ODD_HOSTS = List.of("", "a..example.com", ".example.com", "example.", ".");
    private static final List<String> OTHERS = List.of(
            "Method=GET",
            "Method=GET,POST",
            "Header=X-A",
            "Header=X-A, \\d+",
            "Header=X-A, (a|aa)+\\1c",
            "Query=a",
            "Query=a, \\d+",
            "Cookie=c, a.*",
            "RemoteAddr=10.0.0.0/8",
            "After=1970-01-01T00:00:00.010Z");

    private final List<RoutePredicate> paths = compiled("Path=", PATHS);
    private final List<RoutePredicate> hosts = compiled("Host=", HOST_PATTERNS);
    private final List<RoutePredicate> others = compiled("", OTHERS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void ofRandomRoutesAndRequests(long seed) {
        Random random = new Random(seed);
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < TABLES; i++) {
            RouteTable table = new RouteTable(routes(random, i % 30));
            for (int n = 0; n < REQUESTS; n++) {
                RequestHead head = head(random);
                String expected = scan(table.routes(), head);
                String actual = lookUp(table, head);
                if (!actual.equals(expected)) {
                    assertThat(actual).as("%s among %s", head, shown(table)).isEqualTo(expected);
                }
                answers.add(expected);
            }
        }
        assertThat(answers).hasSizeGreaterThan(25).contains("nobody").anyMatch(answer -> answer.endsWith("failed"));
    }

    /** Each pattern by itself with each request that the words allow: no mixture hides a miss. */
    @Test
    void ofEachPatternAlone() {
        Random random = new Random(5);
        for (RoutePredicate predicate : concat(paths, hosts)) {
            RouteTable table = new RouteTable(List.of(route("only", 0, List.of(predicate))));
            for (int n = 0; n < 1500; n++) {
                RequestHead head = head(random);

                assertThat(lookUp(table, head))
                        .as("%s on %s", predicate.describe(), head)
                        .isEqualTo(scan(table.routes(), head));
            }
        }
    }

    private static List<RoutePredicate> concat(List<RoutePredicate> some, List<RoutePredicate> more) {
        List<RoutePredicate> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private List<Route> routes(Random random, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> {
                    List<RoutePredicate> predicates = new ArrayList<>();
                    if (random.nextInt(8) > 0) {
                        predicates.add(pick(paths, random));
                    }
                    if (random.nextInt(2) == 0) {
                        predicates.add(pick(hosts, random));
                    }
                    if (random.nextInt(3) == 0) {
                        predicates.add(pick(others, random));
                    }
                    if (random.nextInt(5) == 0) {
                        predicates.add(new WeightPredicate("g", 1, random.nextDouble() / 2, 1));
                    }
                    Collections.shuffle(predicates, random);
                    return route("r" + i, random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0, predicates);
                })
                .toList();
    }

    private static Route route(String id, int order, List<RoutePredicate> predicates) {
        return new Route(id, order, predicates, "/**", "", UPSTREAM, false, () -> "nowhere");
    }

    private static RequestHead head(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(pick(SEGMENTS, random));
        }
        if (path.isEmpty() || random.nextInt(5) == 0) {
            path.append('/');
        }
        HttpHeaders headers = new DefaultHttpHeaders();
        if (random.nextInt(2) == 0) {
            headers.add("X-A", random.nextInt(150) == 0 ? TOO_LONG : pick(List.of("a", "12", "b,3", "aab"), random));
        }
        return Heads.of(
                pick(List.of("GET", "POST", "PUT"), random),
                path.toString(),
                pick(List.of("", "a", "a=1", "b=2"), random),
                random.nextInt(40) == 0 ? pick(ODD_HOSTS, random) : pick(HOSTS, random),
                headers,
                pick(List.of("10.1.2.3", "192.0.2.1", "2001:db8::1"), random),
                random.nextInt(20),
                random.nextDouble());
    }

    private static String scan(List<Route> routes, RequestHead head) {
        for (Route route : routes) {
            try {
                if (route.predicates().stream().allMatch(predicate -> predicate.test(head))) {
                    return route.id();
                }
            } catch (RuntimeException e) {
                return "a predicate of route `" + route.id() + "` failed";
            }
        }
        return "nobody";
    }

    private static String lookUp(RouteTable table, RequestHead head) {
        try {
            return table.match(head).map(Route::id).orElse("nobody");
        } catch (RouteMatchException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<String> shown(RouteTable table) {
        return table.routes().stream()
                .map(route -> route.id()
                        + route.predicates().stream()
                                .map(RoutePredicate::describe)
                                .toList())
                .toList();
    }

    private static List<RoutePredicate> compiled(String name, List<String> arguments) {
        PredicateCompiler compiler = new PredicateCompiler(new DefinitionBinder());
        return arguments.stream()
                .map(argument -> {
                    Site site = new Site("predicates[0]", new ArrayList<>());
                    return compiler.compile(Definition.ofShortcut(name + argument), site, new WeightGroups())
                            .orElseThrow(() -> new AssertionError(site.problems()));
                })
                .toList();
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
