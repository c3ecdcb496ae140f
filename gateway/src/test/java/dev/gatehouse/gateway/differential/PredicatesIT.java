package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Whom a route serves: of each predicate a request that it wants, and one that it does not. */
class PredicatesIT extends DifferentialFixture {
    private static final String PAST = "2020-01-01T00:00:00Z";
    private static final String FUTURE = "2120-01-01T00:00:00Z";

    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(paths());
        all.addAll(variables());
        all.addAll(hosts());
        all.addAll(fields());
        all.addAll(queries());
        all.addAll(origins());
        all.addAll(times());
        all.addAll(together());
        return all;
    }

    private static List<Case> paths() {
        return List.of(
                chosen("path", "Path=/a/b", "/a/b", "/a/c"),
                chosen("path-of-the-root", "Path=/", "/?x=/a", "/a"),
                chosen("path-that-ends-earlier", "Path=/a/b", "/a/b?c", "/a"),
                chosen("path-that-goes-on", "Path=/a", "/a", "/a/b"),
                chosen("path-in-other-letters", "Path=/a/B", "/a/B", "/a/b"),
                chosen("path-of-one-segment", "Path=/a/*/c", "/a/b/c", "/a/b/b/c"),
                chosen("path-of-a-named-segment", "Path=/a/{x}/c", "/a/%20/c", "/a/c"),
                chosen("path-of-many-segments", "Path=/a/**", "/a/b/c/d", "/b/a"),
                chosen("path-of-no-more-segments", "Path=/a/**", "/a", "/ab"),
                chosen("path-of-a-named-rest", "Path=/a/{*rest}", "/a/b/c", "/b/c"),
                chosen("path-by-an-expression", "Path=/a/{x:[0-9]+}", "/a/12", "/a/b2"),
                chosen("path-of-a-kind-of-file", "Path=/**/*.png", "/a/b/c.png", "/a/b/c.gif"),
                chosen("path-of-several", "Path=/a, /b/**", "/b/c", "/c"));
    }

    private static List<Case> variables() {
        return List.of(
                named("variables-of-the-path", "Path=/a/{x}/{y}", "{y} of {x}", "/a/b%20c/d", "d of b c"),
                named("variables-of-a-rest", "Path=/a/{*x}", "{x}", "/a/b/c", "/b/c"),
                named("variables-of-an-expression", "Path=/a/{x:[a-z]+}-{y}", "{x}+{y}", "/a/b-1", "b+1"),
                named("variables-of-the-pattern-that-fits", "Path=/a/{x}, /b/{x}", "{x}", "/b/c", "c"),
                named("variables-of-the-host", "Host={x}.{y}.example", "{x}", "/", "variables-of-the-host"));
    }

    private static List<Case> hosts() {
        return List.of(
                chosen("host-by-a-star", "Host=*.LANE", "/", ""),
                chosen("host-by-two-stars", "Host=**.example", "/", ""),
                chosen("host-in-other-letters", "Host=**.EXAMPLE", "/", ""),
                chosen("host-of-several", "Host=a.example, **.example", "/", ""),
                chosen("host-of-somebody-else", "Host=*.elsewhere.example", "", "/"),
                chosen("host-that-is-deeper", "Host=*.example", "", "/"));
    }

    private static List<Case> fields() {
        return List.of(
                chosen("method", "Method=PUT", "PUT /", "Content-Length: 0", "GET /", ""),
                chosen("method-of-several", "Method=GET,DELETE", "DELETE /", "POST /"),
                chosen("header-that-is-there", "Header=X-A", "/", "x-a: 1", "/", "X-B: 1"),
                chosen("header-that-matches", "Header=X-A, \\d+", "/", "X-A: 12", "/", "X-A: 1b"),
                chosen(
                        "header-of-which-one-matches",
                        "Header=X-A, b",
                        "/",
                        "X-A: a\r\nX-A: b",
                        "/",
                        "X-A: a\r\nX-A: c"),
                chosen("header-that-matches-in-part", "Header=X-A, .*b.*", "/", "X-A: abc", "/", "X-A: ac"),
                chosen("header-with-a-value", "Header=X-A", "/", "X-A: 1", "/", "X-A:"),
                chosen("cookie", "Cookie=a, b.", "/", "Cookie: x=y; a=b1", "/", "Cookie: a=b; x=b1"),
                chosen("cookie-sent-twice", "Cookie=a, b", "/", "Cookie: a=c; a=b", "/", "Cookie: a=c; a=d"),
                chosen("cookie-in-other-letters", "Cookie=a, b", "/", "cookie: a=b", "/", "Cookie: A=b"));
    }

    private static List<Case> queries() {
        return List.of(
                chosen("query-that-is-there", "Query=a", "/?b&a", "/?aa=1&b=a"),
                chosen("query-that-matches", "Query=a, b.", "/?a=b1", "/?a=b"),
                chosen("query-of-which-one-matches", "Query=a, b", "/?a=c&a=b", "/?a=c&a=d"),
                chosen("query-that-is-escaped", "Query=a b, c&d", "/?a%20b=c%26d", "/?a%20b=c&d"),
                chosen("query-with-a-plus", "Query=a, b c", "/?a=b+c", "/?a=b%2Bc"),
                chosen("query-without-a-value", "Query=a", "/?a=", "/?=a"));
    }

    private static List<Case> origins() {
        return List.of(
                chosen("remote-address", "RemoteAddr=127.0.0.1", "/", ""),
                chosen("remote-address-in-a-range", "RemoteAddr=10.0.0.0/8, 127.0.0.0/8", "/", ""),
                chosen("remote-address-of-somebody-else", "RemoteAddr=10.0.0.0/8", "", "/"),
                // A stranger may say what they like about where they come from.
                chosen(
                        "remote-address-is-not-what-is-said",
                        "RemoteAddr=10.0.0.0/8",
                        "",
                        "",
                        "/",
                        "X-Forwarded-For: 10.0.0.1"),
                chosen("weight-of-all", "Weight=LANE, 7", "/", ""),
                chosen("weight-of-nothing", "Weight=LANE, 0", "", "/"));
    }

    private static List<Case> times() {
        return List.of(
                chosen("after", "After=" + PAST, "/", ""),
                chosen("not-yet-after", "After=" + FUTURE, "", "/"),
                chosen("before", "Before=" + FUTURE, "/", ""),
                chosen("not-any-more-before", "Before=" + PAST, "", "/"),
                chosen("between", "Between=" + PAST + ", " + FUTURE, "/", ""),
                chosen("not-between", "Between=2019-01-01T00:00:00Z, " + PAST, "", "/"));
    }

    private static List<Case> together() {
        return List.of(
                both("all-hold", "GET /a/b?c=1", "Cookie: d=e", 200),
                both("all-but-the-method", "DELETE /a/b?c=1", "Cookie: d=e", 404),
                both("all-but-the-path", "GET /b/b?c=1", "Cookie: d=e", 404),
                both("all-but-the-query", "GET /a/b?d=1", "Cookie: d=e", 404),
                both("all-but-the-cookie", "GET /a/b?c=1", "Cookie: e=d", 404));
    }

    private static Case both(String name, String target, String field, int right) {
        return Case.of(name)
                .predicate("Method=GET")
                .predicate("Path=/a/**")
                .predicate("Query=c")
                .predicate("Cookie=d, e")
                .client(wire -> ask(wire, target, field))
                .backend(answer(OK))
                .right(seen -> assertThat(seen.statuses()).containsExactly(right));
    }

    private static Case chosen(String name, String predicate, String wanted, String unwanted) {
        return chosen(name, predicate, wanted, "", unwanted, "");
    }

    /** Two requests on one connection, each with a line of fields; one that is empty is not sent. */
    private static Case chosen(
            String name, String predicate, String wanted, String itsFields, String unwanted, String otherFields) {
        List<Integer> right = new ArrayList<>();
        if (!wanted.isEmpty()) {
            right.add(200);
        }
        if (!unwanted.isEmpty()) {
            right.add(404);
        }
        return Case.of("chosen-by-" + name)
                .predicate(predicate)
                .client(wire -> {
                    ask(wire, wanted, itsFields);
                    ask(wire, unwanted, otherFields);
                })
                .backend(answer(OK))
                .right(seen -> {
                    assertThat(seen.statuses()).isEqualTo(right);
                    assertThat(seen.requests()).hasSize(wanted.isEmpty() ? 0 : 1);
                });
    }

    private static void ask(Wire wire, String target, String fields) throws Exception {
        if (!target.isEmpty()) {
            int space = target.indexOf(' ');
            String method = space < 0 ? "GET" : target.substring(0, space);
            String[] lines = fields.isEmpty() ? new String[0] : new String[] {fields};
            wire.send(request(method, target.substring(space + 1), lines));
            wire.response();
        }
    }

    private static Case named(String name, String predicate, String value, String target, String right) {
        return Case.of(name)
                .predicate(predicate)
                .filter("SetRequestHeader=X-Named, " + value)
                .client(wire -> ask(wire, target, ""))
                .backend(answer(OK))
                .right(seen -> assertThat(seen.request().all("x-named")).containsExactly(right));
    }
}
