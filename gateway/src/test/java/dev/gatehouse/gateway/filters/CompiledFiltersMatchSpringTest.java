package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.filters.compiled.FastFilters;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.forward.DirectAnswer;
import dev.gatehouse.ingress.forward.Outgoing;
import dev.gatehouse.ingress.forward.RequestStep;
import dev.gatehouse.ingress.forward.ResponseStep;
import dev.gatehouse.ingress.forward.Returning;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The compiled forms do to random requests and responses what Spring Cloud Gateway's own filters do.
 *
 * <p>Three things are left out, where Spring's are wrong. {@code RemoveRequestParameter} decodes and encodes the
 * parameters that it should leave alone, so that {@code a=1+2} becomes {@code a=1%202} and a trailing {@code &} goes;
 * {@code AddRequestParameter} makes one slash of two in the path, and fails where a value must be escaped and something
 * else already is.
 */
class CompiledFiltersMatchSpringTest {
    private static final int ROUTES = 1_500;
    private static final int REQUESTS_A_ROUTE = 4;

    private static final String NEEDS_ESCAPING = "AddRequestParameter=p, v-{one}";

    private static final List<String> FILTERS = List.of(
            "StripPrefix=1",
            "StripPrefix=2",
            "PrefixPath=/pre",
            "PrefixPath=/{one}/x",
            "RewritePath=/a/(?<rest>.*), /z/$\\{rest}",
            "RewritePath=/b, /c%20d",
            "RewritePath=^/([^/]+)/(.+)$, /$2-$1",
            "SetPath=/set/{one}",
            "SetPath=/fixed",
            "AddRequestHeader=X-A, 1",
            "AddRequestHeader=X-A, v-{one}",
            "SetRequestHeader=X-A, set",
            "SetRequestHeader=X-New, {one}{two}",
            "RemoveRequestHeader=X-A",
            "RemoveRequestHeader=x-b",
            "MapRequestHeader=X-A, X-Copy",
            "AddRequestHeadersIfNotPresent=X-A:d1,X-C:d2,X-C:{one}",
            "AddRequestParameter=p, 1",
            NEEDS_ESCAPING,
            "RemoveRequestParameter=a",
            "PreserveHostHeader",
            "SetRequestHostHeader=other.example",
            "SetRequestHeader=Host, third.example",
            "AddResponseHeader=X-R, 1",
            "AddResponseHeader=X-R, r-{one}",
            "SetResponseHeader=X-R, set",
            "SetResponseHeader=X-R, set-{two}",
            "RemoveResponseHeader=X-R",
            "RewriteResponseHeader=X-R, ([a-z]+)-?, <$1>",
            "DedupeResponseHeader=X-R X-S, RETAIN_UNIQUE",
            "DedupeResponseHeader=X-R, RETAIN_LAST",
            "DedupeResponseHeader=X-R",
            "SecureHeaders",
            "SetStatus=418",
            "SetStatus=ACCEPTED",
            "RedirectTo=302, https://other.example/there",
            "RequestHeaderSize=40B");
    private static final List<String> SEGMENTS = List.of("a", "b", "c", "%20", "x-1", "A");
    private static final List<String> VALUES = List.of("1", "two", "a-b", "", "a,b", "x".repeat(60));
    private static final List<String> QUERIES = List.of("", "a=1", "b=2&a=1&a=3", "b=%20", "c", "b=2&");
    private static final Map<String, String> VARIABLES = Map.of("one", "1 x", "two", "zwei");

    private final DefinitionBinder binder = new DefinitionBinder();
    private int answered;
    private int turnedAway;

    @Test
    void onRandomRequestsAndResponses() {
        Random random = new Random(7);
        for (int i = 0; i < ROUTES; i++) {
            List<String> written = new ArrayList<>();
            for (int n = random.nextInt(4) + 1; n > 0; n--) {
                written.add(pick(FILTERS, random));
            }
            FastFilters fast = new FastFilters();
            List<GatewayFilter> springs = compile(written, fast);
            assertThat(fast.whyNot()).as("%s", written).isEmpty();
            for (int j = 0; j < REQUESTS_A_ROUTE; j++) {
                Sample sample = Sample.next(random);
                if (written.contains("RemoveRequestParameter=a")
                        && sample.query().endsWith("&")) {
                    continue;
                }
                Seen theirs = spring(springs, sample);
                if (theirs.failed() && written.contains(NEEDS_ESCAPING)) {
                    continue;
                }
                Seen ours = ours(fast, sample);
                assertThat(ours).as("%s on %s", written, sample).isEqualTo(theirs);
                answered += theirs.isAnswered() ? 1 : 0;
                turnedAway += theirs.status() == 431 ? 1 : 0;
            }
        }
        assertThat(answered).as("answers without an upstream").isPositive();
        assertThat(turnedAway).as("requests with too large a header").isPositive();
    }

    private List<GatewayFilter> compile(List<String> written, FastFilters fast) {
        FilterCompiler compiler = new FilterCompiler(binder);
        List<GatewayFilter> filters = new ArrayList<>();
        for (String text : written) {
            List<SpecProblem> problems = new ArrayList<>();
            filters.add(compiler.compile("r", Definition.ofShortcut(text), filters.size(), new Site("", problems), fast)
                    .orElseThrow(() -> new AssertionError(text + " " + problems)));
        }
        return filters;
    }

    /** What Spring Cloud Gateway's own filters make of it. */
    private static Seen spring(List<GatewayFilter> filters, Sample sample) {
        MockServerWebExchange exchange = MockServerWebExchange.from(sample.request());
        ServerWebExchangeUtils.putUriTemplateVariables(exchange, VARIABLES);
        List<Seen> upstream = new ArrayList<>();
        Map<String, List<String>> committed = new TreeMap<>();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> committed.putAll(headersOf(exchange))));
        try {
            chain(filters, sample, upstream).filter(exchange).block();
        } catch (RuntimeException e) {
            if (!exchange.getResponse().isCommitted()) {
                return e instanceof ResponseStatusException refused
                        ? Seen.answer(refused.getStatusCode().value(), Map.of())
                        : Seen.failure();
            }
            // The client has its answer; what a filter wanted to do to it afterwards is lost.
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? 0 : status.value();
        if (upstream.isEmpty()) {
            return Seen.answer(code, committed);
        }
        return upstream.get(0).with(code, headersOf(exchange));
    }

    private static Map<String, List<String>> headersOf(ServerWebExchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getResponse()
                .getHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return headers;
    }

    private static GatewayFilterChain chain(List<GatewayFilter> filters, Sample sample, List<Seen> upstream) {
        GatewayFilterChain next = exchange -> {
            upstream.add(sent(exchange));
            exchange.getResponse().setRawStatusCode(200);
            sample.response()
                    .forEach(value -> exchange.getResponse().getHeaders().add("X-R", value));
            exchange.getResponse().getHeaders().add("X-S", "s");
            return Mono.empty();
        };
        for (int i = filters.size() - 1; i >= 0; i--) {
            GatewayFilter filter = filters.get(i);
            GatewayFilterChain rest = next;
            next = exchange -> filter.filter(exchange, rest);
        }
        return next;
    }

    private static Seen sent(ServerWebExchange exchange) {
        // As it is written to the wire.
        URI uri = URI.create(exchange.getRequest().getURI().toASCIIString());
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequest()
                .getHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        List<String> host = headers.remove("host");
        boolean keeps = exchange.getAttributeOrDefault(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE, false);
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Seen(uri.getRawPath(), query, keeps && host != null ? host.get(0) : "", headers, 0, Map.of(), false);
    }

    /** What the compiled forms make of it. */
    private static Seen ours(FastFilters fast, Sample sample) {
        RequestHead head = sample.head();
        Outgoing request = new Outgoing(head, head.headers(), ignored -> VARIABLES);
        try {
            for (RequestStep step : fast.requestSteps()) {
                step.apply(request);
                if (request.answer() instanceof DirectAnswer.TurnedAway away) {
                    return Seen.answer(away.refusal().status(), Map.of());
                }
                if (request.answer() instanceof DirectAnswer.Head answer) {
                    String name = answer.header().toLowerCase(Locale.ROOT);
                    return Seen.answer(answer.status(), Map.of(name, List.of(answer.value())));
                }
            }
            HttpHeaders response = new DefaultHttpHeaders();
            sample.response().forEach(value -> response.add("X-R", value));
            response.add("X-S", "s");
            Returning returning = new Returning(200, response, request::variables);
            for (ResponseStep step : fast.responseSteps()) {
                step.apply(returning);
            }
            Map<String, List<String>> sent = plain(request.headers());
            List<String> host = sent.remove("host");
            String kept = request.keepsHost() && host != null ? host.get(0) : "";
            return new Seen(request.path(), request.query(), kept, sent, 0, Map.of(), false)
                    .with(returning.status(), plain(response));
        } catch (RuntimeException e) {
            return Seen.failure();
        }
    }

    private static Map<String, List<String>> plain(HttpHeaders headers) {
        Map<String, List<String>> plain = new TreeMap<>();
        headers.names().forEach(name -> plain.put(name.toLowerCase(Locale.ROOT), headers.getAll(name)));
        return plain;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** What went to the upstream and came back, or was answered without it. */
    private record Seen(
            String path,
            String query,
            String host,
            Map<String, List<String>> request,
            int status,
            Map<String, List<String>> response,
            boolean failed) {

        static Seen failure() {
            return new Seen("", "", "", Map.of(), 0, Map.of(), true);
        }

        static Seen answer(int status, Map<String, List<String>> headers) {
            return new Seen("", "", "", Map.of(), status, headers, false);
        }

        Seen with(int code, Map<String, List<String>> headers) {
            return new Seen(path, query, host, request, code, headers, failed);
        }

        boolean isAnswered() {
            return path.isEmpty() && !failed;
        }
    }

    private record Sample(String path, String query, Map<String, List<String>> headers, List<String> response) {

        static Sample next(Random random) {
            StringBuilder path = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                path.append('/').append(pick(SEGMENTS, random));
            }
            if (path.isEmpty() || random.nextInt(4) == 0) {
                path.append('/');
            }
            Map<String, List<String>> headers = new TreeMap<>();
            for (String name : List.of("X-A", "X-B", "X-C")) {
                List<String> values = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    values.add(pick(VALUES, random));
                }
                if (!values.isEmpty()) {
                    headers.put(name, values);
                }
            }
            List<String> response = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                response.add(pick(VALUES, random));
            }
            return new Sample(path.toString(), pick(QUERIES, random), headers, response);
        }

        MockServerHttpRequest request() {
            String target = "http://shop.example" + path + (query.isEmpty() ? "" : '?' + query);
            MockServerHttpRequest.BodyBuilder builder =
                    MockServerHttpRequest.method(HttpMethod.GET, URI.create(target));
            builder.header("Host", "shop.example");
            headers.forEach((name, values) -> builder.header(name, values.toArray(String[]::new)));
            return builder.build();
        }

        RequestHead head() {
            HttpHeaders all = new DefaultHttpHeaders();
            all.add("Host", "shop.example");
            headers.forEach(all::add);
            return Heads.of("GET", path, query, "shop.example", all, "192.0.2.7", 0, 0.5);
        }
    }
}
