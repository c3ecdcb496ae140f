package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

/** Our conditions say of random requests what Spring Cloud Gateway's say, wherever theirs are right. */
class PredicatesMatchSpringTest {
    private static final int REQUESTS = 2_000;

    private static final List<String> SEGMENTS = List.of("a", "b", "red", "blue", "x.html", "1", "v2", "%20", "A");
    private static final List<String> HOSTS =
            List.of("example.com", "www.example.com", "a.b.example.com", "other.org", "example.org", "com");
    private static final List<String> VALUES = List.of("a", "ab", "a,b", "\"a,b\"", "", "a , b", "12", "x-1", "b; a");
    private static final List<String> QUERIES =
            List.of("", "a", "a=", "a=1", "a=12&b", "b=a", "a=b&a=c", "%61=1", "a=%31", "a=b+c", "&&a=1", "aa=1");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.2.0.1", "192.168.1.1", "127.0.0.1", "2001:db8::5");

    private final DefinitionBinder binder = new DefinitionBinder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Path=/red/**",
                "Path=/red/{segment}",
                "Path=/a,/b/*",
                "Path=/a/{x}/b",
                "Path=/a/{*rest}",
                "Path=/*.html",
                "Path=/{name:[a-z]+}/**",
                "Path=/**",
                "Path=/",
                "Path=/a/",
                "Path=/v?/**",
                "Host=example.com",
                "Host=**.example.com,other.org",
                "Host=*.example.com",
                "Host={sub}.example.com",
                "Host=**.{domain:com|org}",
                "Method=GET",
                "Method=GET,POST",
                "Header=X-A",
                "Header=X-A, a",
                "Header=X-A, \\d+",
                "Header=X-A, a.*",
                "Query=a",
                "Query=a, \\d+",
                "Query=a, b c",
                "Cookie=c, a.*",
                "RemoteAddr=10.0.0.0/8",
                "RemoteAddr=10.1.2.3,192.168.1.0/24",
                "RemoteAddr=2001:db8::/32",
                "After=2026-01-01T00:00:00Z",
                "Before=2026-01-01T00:00:00+01:00[Europe/Paris]",
                "Between=2020-01-01T00:00:00Z,2999-01-01T00:00:00Z"
            })
    void ofRandomRequests(String written) {
        Definition definition = Definition.ofShortcut(written);
        Site site = new Site("predicates[0]", new java.util.ArrayList<>());
        RoutePredicate ours = new PredicateCompiler(binder)
                .compile(definition, site, new WeightGroups())
                .orElseThrow(() -> new AssertionError(site.problems()));
        Predicate<ServerWebExchange> theirs = spring(definition);
        Random random = new Random(42);
        int taken = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Sample sample = Sample.next(random);
            if (written.endsWith("/*") && sample.path().endsWith("/")) {
                // Spring lets `*` stand for nothing; in rules it is one segment, and routes agree with rules.
                continue;
            }
            boolean expected = theirs.test(sample.exchange());
            assertThat(ours.test(sample.head())).as("%s on %s", written, sample).isEqualTo(expected);
            taken += expected ? 1 : 0;
        }
        assertThat(ours.describe()).startsWith(definition.name() + "=");
        if (!Set.of("Before").contains(definition.name())) {
            assertThat(taken).as("requests that were taken").isPositive();
        }
    }

    @SuppressWarnings("unchecked")
    private Predicate<ServerWebExchange> spring(Definition definition) {
        RoutePredicateFactory<Object> factory = (RoutePredicateFactory<Object>)
                Objects.requireNonNull(PredicateFactories.all().get(definition.name()));
        Set<String> optional = PredicateFactories.OPTIONAL.getOrDefault(definition.name(), Set.of());
        Object config = binder.bind(factory, definition, optional, new Site("", new java.util.ArrayList<>()))
                .orElseThrow();
        return factory.apply(config);
    }

    private record Sample(
            String method, String path, String query, String host, String header, String cookie, String address) {

        static Sample next(Random random) {
            StringBuilder path = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                path.append('/').append(pick(SEGMENTS, random));
            }
            if (path.isEmpty() || random.nextInt(4) == 0) {
                path.append('/');
            }
            return new Sample(
                    pick(List.of("GET", "POST", "DELETE"), random),
                    path.toString(),
                    pick(QUERIES, random),
                    pick(HOSTS, random),
                    pick(VALUES, random),
                    pick(List.of("c=a", "c=ab", "d=a", "c=b", ""), random),
                    pick(ADDRESSES, random));
        }

        private static String pick(List<String> from, Random random) {
            return from.get(random.nextInt(from.size()));
        }

        RequestHead head() {
            HttpHeaders headers = new DefaultHttpHeaders().add("X-A", header);
            if (!cookie.isEmpty()) {
                headers.add("Cookie", cookie);
            }
            return Heads.of(method, path, query, host, headers, address, System.currentTimeMillis(), 0);
        }

        ServerWebExchange exchange() {
            String suffix = query.isEmpty() ? "" : "?" + query;
            MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(
                            HttpMethod.valueOf(method), URI.create("https://" + host + path + suffix))
                    .header("Host", host)
                    .header("X-A", header)
                    .remoteAddress(new InetSocketAddress(address, 1234));
            if (!cookie.isEmpty()) {
                request.cookie(new org.springframework.http.HttpCookie(cookie.substring(0, 1), cookie.substring(2)));
            }
            return MockServerWebExchange.from(request);
        }
    }
}
