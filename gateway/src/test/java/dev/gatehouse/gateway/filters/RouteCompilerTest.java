package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.forward.FastRoute;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteCompilerTest {
    private final RouteCompiler compiler = new RouteCompiler();

    @Test
    void aRouteOfShortcutsCompiles() {
        CompiledRoute route = compiled(spec(List.of("Path=/ledger/**", "Method=GET,POST"), List.of("StripPrefix=1")));

        assertThat(route.pathTemplate()).isEqualTo("/ledger/**");
        assertThat(route.predicates()).hasSize(2);
        assertThat(((FastRoute) route.forwarding()).requestSteps()).hasSize(1);
        assertThat(route.forwarding().describe()).isEqualTo("fast path");
    }

    @Test
    void aFilterWithoutACompiledFormKeepsTheRouteOnTheFilterPath() {
        CompiledRoute route = compiled(
                spec(List.of("Path=/**"), List.of("StripPrefix=1", "RewriteRequestParameter=a, b", "SetStatus=200")));

        assertThat(((FilterRoute) route.forwarding()).route().getFilters()).hasSize(3);
        assertThat(route.forwarding().describe())
                .isEqualTo("filter path: filter `RewriteRequestParameter` has no compiled form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SecureHeaders=Permissions-Policy",
                "AddRequestHeader=Content-Length, 5",
                "RemoveResponseHeader=Transfer-Encoding",
                "RewriteLocationResponseHeader=NEVER_STRIP, Location"
            })
    void aFilterThatIsMoreThanItsCompiledFormStaysWhatItIs(String filter) {
        RouteResult result = compiler.compile(spec(List.of("Path=/**"), List.of(filter)));

        result.compiled().ifPresent(route -> assertThat(route.forwarding()).isInstanceOf(FilterRoute.class));
    }

    @Test
    void retriesAreCompiledUnlessTheyPause() {
        FastRoute fast = (FastRoute)
                compiled(spec(List.of("Path=/**"), List.of("Retry=2"))).forwarding();

        assertThat(fast.retry().retries()).isEqualTo(2);
        assertThat(fast.retry().methods()).containsExactly("GET");
        assertThat(fast.retry().statuses()).contains(500, 503).doesNotContain(404);
        assertThat(fast.retry().afterFailures()).isTrue();
        assertThat(compiled(spec(List.of("Path=/**"), List.of("Retry=2", "SetStatus=200")))
                        .forwarding())
                .isInstanceOf(FilterRoute.class);
    }

    @Test
    void theSmallestLimitOfABodyCounts() {
        Definition five = new Definition("RequestSize", Map.of("maxSize", "5KB"));
        Definition two = new Definition("RequestSize", Map.of("maxSize", "2KB"));
        List<Definition> everywhere = List.of(Definition.ofShortcut("Path=/**"));
        RouteSpec spec =
                new RouteSpec("r", URI.create("https://127.0.0.1:8443"), 0, everywhere, List.of(five, two), Map.of());
        FastRoute fast = (FastRoute) compiled(spec).forwarding();

        assertThat(fast.maxBodyBytes()).isEqualTo(2048);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AddRequestHeader=X-A, b",
                "AddRequestHeadersIfNotPresent=X-A:b,X-C:d",
                "AddRequestParameter=a, b",
                "AddResponseHeader=X-A, b",
                "AddResponseHeader=X-A, b, false",
                "DedupeResponseHeader=Access-Control-Allow-Origin, RETAIN_UNIQUE",
                "MapRequestHeader=X-A, X-B",
                "PrefixPath=/mypath",
                "PreserveHostHeader",
                "RedirectTo=302, https://example.com",
                "RemoveRequestHeader=X-A",
                "RemoveRequestParameter=a",
                "RemoveResponseHeader=X-A",
                "RequestHeaderSize=1000B",
                "Retry=3, BAD_GATEWAY, GET",
                "Retry=3, BAD_GATEWAY, GET, 10ms, 50ms, 2, false",
                "RewriteLocationResponseHeader=AS_IN_REQUEST, Location",
                "RewriteLocationResponseHeader",
                "RewritePath=/red/?(?<segment>.*), /$\\{segment}",
                "RewriteRequestParameter=campaign, fall2023",
                "RewriteResponseHeader=X-Response-Red, , password=[^&]+, password=***",
                "SecureHeaders",
                "SetPath=/{segment}",
                "SetRequestHeader=X-A, b",
                "SetRequestHostHeader=example.org",
                "SetResponseHeader=X-A, b",
                "SetStatus=BAD_REQUEST",
                "SetStatus=401",
                "StripPrefix=2",
                "StripPrefix"
            })
    void everyFilterThatIsOfferedCompilesInItsShortForm(String filter) {
        if (filter.startsWith("RewriteResponseHeader")) {
            filter = "RewriteResponseHeader=X-Response-Red, password=[^&]+, password=***";
        }
        assertThat(problems(List.of("Path=/**"), List.of(filter))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StripPrefx=1 | unknown filter `StripPrefx` | did you mean `StripPrefix`?",
                "TokenRelay= | filter `TokenRelay` is not available | this gateway keeps no sessions and no logins",
                "ModifyRequestBody= | filter `ModifyRequestBody` is not available"
                        + " | it needs Java code, which a route file cannot hold",
                "StripPrefix=1,2 | `StripPrefix` takes at most 1 arguments | its arguments are, in order: `parts`",
                "RequestSize=5MB | `RequestSize` takes no arguments in its short form"
                        + " | name its arguments under `args`: `maxSize`",
                "SetPath | `SetPath`: `template` is missing | its arguments are, in order: `template`",
                "RemoveRequestHeader | `RemoveRequestHeader`: `name` is missing | its arguments are, in order: `name`",
                "AddRequestHeader=X-A | `AddRequestHeader`: `value` is missing"
                        + " | its arguments are, in order: `name`, `value`",
                "AddRequestHeader=X-A, #{@secret.value} | expressions (`#{`) are not evaluated here"
                        + " | write the value itself"
            })
    void aFilterThatCannotStandSaysWhy(String filter, String message, String help) {
        assertThat(problems(List.of("Path=/**"), List.of(filter)))
                .containsExactly(new SpecProblem("filters[0]", message, help));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pth=/a | unknown predicate `Pth` | did you mean `Path`?",
                "ReadBody=a | predicate `ReadBody` is not available"
                        + " | a request is matched and judged before its body is read",
                "Path | `Path`: `patterns` is missing"
                        + " | its arguments are, in order: `patterns`, `matchTrailingSlash`",
                "Cookie=a | `Cookie`: `regexp` is missing | its arguments are, in order: `name`, `regexp`",
                "Host=a.example:8080 | `Host`: `a.example:8080`: hosts are compared without their port; leave it out |",
                "RemoteAddr=300.1.1.1 | `RemoteAddr`: `300.1.1.1` is neither an address nor a network |",
                "Between=2027-01-01T00:00:00Z,2026-01-01T00:00:00Z | `Between`: `datetime1` must be before `datetime2` |",
                "Weight=a,0 | `Weight`: the weights of group `a` must not be negative and not all be 0 |"
            })
    void aPredicateThatCannotStandSaysWhy(String predicate, String message, String help) {
        assertThat(problems(List.of(predicate), List.of()))
                .containsExactly(new SpecProblem("predicates[0]", message, help == null ? "" : help));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Path=/a/{b", "After=yesterday", "Header=X-A,[", "Method=FETCH", "Weight=a,heavy"})
    void aValueThatDoesNotFitIsOneProblemWithoutClassNames(String predicate) {
        List<SpecProblem> problems = problems(List.of(predicate), List.of());

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).doesNotContain("java.", "springframework", "\n");
    }

    @Test
    void aMisspeltArgumentOfTheLongFormIsNamedAndHelped() {
        Definition retry = new Definition("Retry", Map.of("retires", "5"));

        assertThat(problems(List.of(), List.of(retry), Map.of()))
                .containsExactly(new SpecProblem(
                        "filters[0].args.retires", "`Retry`: unknown argument `retires`", "did you mean `retries`?"));
    }

    @Test
    void aHeaderThatTellsTheLimitOfHeadersIsRefused() {
        Definition size = new Definition("RequestHeaderSize", Map.of("maxSize", "1KB", "errorHeaderName", "X-Why"));

        assertThat(problems(List.of(), List.of(size), Map.of()))
                .containsExactly(new SpecProblem(
                        "filters[0]",
                        "`RequestHeaderSize`: the answer is the problem `headers_too_large`; leave `errorHeaderName` out",
                        ""));
    }

    @Test
    void listsAndNestedArgumentsOfTheLongFormAreBound() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("retries", "2");
        arguments.put("statuses[0]", "BAD_GATEWAY");
        arguments.put("statuses[1]", "SERVICE_UNAVAILABLE");
        arguments.put("backoff.first-backoff", "10ms");
        arguments.put("backoff.factor", "2");
        Definition path = new Definition("Path", Map.of("patterns[0]", "/a", "patterns[1]", "/b"));

        assertThat(problems(List.of(path), List.of(new Definition("Retry", arguments)), Map.of()))
                .isEmpty();
    }

    @Test
    void anUnknownNestedArgumentIsAProblemToo() {
        Definition retry = new Definition("Retry", Map.of("backoff.frist", "10ms"));

        assertThat(problems(List.of(), List.of(retry), Map.of()))
                .extracting(SpecProblem::path)
                .containsExactly("filters[0].args.backoff.frist");
    }

    @Test
    void methodsWithABodyAreNotTriedAgain() {
        assertThat(problems(List.of(), List.of("Retry=3,BAD_GATEWAY,POST")))
                .extracting(SpecProblem::message)
                .containsExactly("`Retry`: only methods without a body can be tried again, for bodies are not kept");
    }

    @Test
    void everyProblemOfARouteIsReportedAtOnce() {
        assertThat(problems(List.of("Pth=/a", "Method=GET"), List.of("StripPrefx=1", "SetStatus=nothing")))
                .extracting(SpecProblem::path)
                .containsExactly("predicates[0]", "filters[0]", "filters[1]");
    }

    @Test
    void timeoutsThatAreNoMillisecondsAreProblems() {
        assertThat(problems(List.of(), List.of(), Map.of("connect-timeout", "soon", "response-timeout", 2000)))
                .extracting(SpecProblem::path)
                .containsExactly("metadata.connect-timeout");
    }

    @Test
    void theExampleOfTheReadme() {
        RouteSpec shop = new RouteSpec(
                "shop",
                URI.create("https://shop:8443"),
                0,
                List.of(Definition.ofShortcut("Path=/shop/**")),
                List.of(Definition.ofShortcut("StripPrefx=1")),
                Map.of());

        assertThat(new RouteCompiler().compile(shop).problems())
                .containsExactly(
                        new SpecProblem("filters[0]", "unknown filter `StripPrefx`", "did you mean `StripPrefix`?"));
    }

    private CompiledRoute compiled(RouteSpec spec) {
        RouteResult result = compiler.compile(spec);
        assertThat(result.problems()).isEmpty();
        return result.compiled().orElseThrow();
    }

    private List<SpecProblem> problems(List<String> predicates, List<String> filters) {
        return compiler.compile(spec(predicates, filters)).problems();
    }

    private List<SpecProblem> problems(
            List<Definition> predicates, List<Definition> filters, Map<String, Object> metadata) {
        return compiler.compile(new RouteSpec("r", URI.create("http://127.0.0.1:1"), 0, predicates, filters, metadata))
                .problems();
    }

    private static RouteSpec spec(List<String> predicates, List<String> filters) {
        return new RouteSpec(
                "r", URI.create("https://127.0.0.1:1"), 0, definitions(predicates), definitions(filters), Map.of());
    }

    private static List<Definition> definitions(List<String> shortcuts) {
        return Arrays.asList(shortcuts.toArray(String[]::new)).stream()
                .map(Definition::ofShortcut)
                .toList();
    }
}
