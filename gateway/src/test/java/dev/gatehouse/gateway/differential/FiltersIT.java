package dev.gatehouse.gateway.differential;

import static dev.gatehouse.gateway.differential.Scripts.OK;
import static dev.gatehouse.gateway.differential.Scripts.answer;
import static dev.gatehouse.gateway.differential.Scripts.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What routes change in requests and responses: each filter that has a compiled form, by itself and with others. */
class FiltersIT extends DifferentialFixture {
    @Override
    List<Case> allCases() {
        List<Case> all = new ArrayList<>();
        all.addAll(paths());
        all.addAll(requestFields());
        all.addAll(responseFields());
        all.addAll(parameters());
        all.addAll(hosts());
        all.addAll(together());
        return all;
    }

    private static List<Case> paths() {
        return List.of(
                path("strip-prefix", "StripPrefix=2", "/a/b/c/d?e=f", "/c/d?e=f"),
                path("strip-prefix-of-all", "StripPrefix=2", "/a/b", "/"),
                path("strip-prefix-keeps-a-last-slash", "StripPrefix=1", "/a/b/", "/b/"),
                path("strip-prefix-keeps-escapes", "StripPrefix=1", "/a/b%20c/%C3%A4", "/b%20c/%C3%A4"),
                path("prefix-path", "PrefixPath=/pre/fix", "/a?b", "/pre/fix/a?b"),
                path("prefix-path-keeps-escapes", "PrefixPath=/pre", "/a%20b", "/pre/a%20b"),
                path("rewrite-path", "RewritePath=/red/?(?<rest>.*), /$\\{rest}", "/red/blue?x=1", "/blue?x=1"),
                path("rewrite-path-keeps-escapes", "RewritePath=/red/(?<rest>.*), /$\\{rest}", "/red/a%20b", "/a%20b"),
                path(
                        "rewrite-path-that-does-not-match",
                        "RewritePath=/red/(?<rest>.*), /$\\{rest}",
                        "/blue/a",
                        "/blue/a"),
                path("strip-more-than-there-is", "StripPrefix=9", "/a/b?c", "/?c"),
                path("rewrite-path-everywhere", "RewritePath=/a, /b", "/a/c/a?d=/a", "/b/c/b?d=/a"),
                path("rewrite-path-into-a-query", "RewritePath=/a/(?<id>.*), /b?id=$\\{id}", "/a/7?c=d", "/b?id=7?c=d"),
                Case.of("prefix-path-with-variables")
                        .predicate("Path=/{one}/**")
                        .filter("PrefixPath=/of/{one}")
                        .client(get("/a%20b/c"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().target()).isEqualTo("/of/a%20b/a%20b/c")),
                path("set-path", "SetPath=/all/here", "/a/b?c=d", "/all/here?c=d"),
                Case.of("set-path-with-variables")
                        .predicate("Path=/x/{one}/{two}")
                        .filter("SetPath=/{two}/{one}")
                        .client(get("/x/a%20b/c?d=%20"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().target()).isEqualTo("/c/a%20b?d=%20")));
    }

    private static Case path(String name, String filter, String asked, String right) {
        return Case.of(name)
                .filter(filter)
                .client(get(asked))
                .backend(answer(OK))
                .right(seen -> assertThat(seen.request().target()).isEqualTo(right));
    }

    private static List<Case> requestFields() {
        return List.of(
                sent("add-request-header", "AddRequestHeader=X-New, blue", "x-new", List.of("blue")),
                sent("add-request-header-to-another", "AddRequestHeader=X-One, blue", "x-one", List.of("1", "blue")),
                sent("set-request-header", "SetRequestHeader=X-Many, only", "x-many", List.of("only")),
                sent("set-request-header-anew", "SetRequestHeader=X-New, a", "x-new", List.of("a")),
                sent("remove-request-header", "RemoveRequestHeader=x-MANY", "x-many", List.of()),
                sent("map-request-header", "MapRequestHeader=X-Many, X-To", "x-to", List.of("1", "2")),
                sent(
                        "map-request-header-onto-another",
                        "MapRequestHeader=X-One, X-Many",
                        "x-many",
                        List.of("1", "2", "1")),
                sent("map-request-header-that-is-absent", "MapRequestHeader=X-None, X-To", "x-to", List.of()),
                sent("set-request-header-by-another-name", "SetRequestHeader=x-ONE, a", "x-one", List.of("a")),
                sent(
                        "add-request-headers-if-not-present",
                        "AddRequestHeadersIfNotPresent=X-One:a,X-New:b,X-New:c",
                        "x-new",
                        List.of("b", "c")),
                sent(
                        "add-request-headers-if-present",
                        "AddRequestHeadersIfNotPresent=X-One:a,X-New:b",
                        "x-one",
                        List.of("1")),
                sent("map-request-header-onto-itself", "MapRequestHeader=X-One, X-One", "x-one", List.of("1", "1")),
                Case.of("add-request-header-with-variables")
                        .predicate("Path=/x/{one}")
                        .filter("AddRequestHeader=X-New, is {one}")
                        .client(get("/x/a%20b"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().one("x-new")).isEqualTo("is a b")));
    }

    private static Case sent(String name, String filter, String field, List<String> right) {
        return Case.of(name)
                .filter(filter)
                .client(get("/", "X-One: 1", "X-Many: 1", "X-Many: 2"))
                .backend(answer(OK))
                .right(seen -> assertThat(seen.request().all(field)).isEqualTo(right));
    }

    private static List<Case> responseFields() {
        return List.of(
                got("add-response-header", "AddResponseHeader=X-New, blue", "x-new", List.of("blue")),
                got("add-response-header-to-another", "AddResponseHeader=X-One, blue", "x-one", List.of("1", "blue")),
                got("set-response-header", "SetResponseHeader=X-Many, only", "x-many", List.of("only")),
                got("add-response-header-unless-there", "AddResponseHeader=X-One, blue, false", "x-one", List.of("1")),
                got("set-response-header-anew", "SetResponseHeader=X-New, a", "x-new", List.of("a")),
                got("remove-response-header-that-is-absent", "RemoveResponseHeader=X-None", "x-one", List.of("1")),
                got("remove-response-header", "RemoveResponseHeader=x-MANY", "x-many", List.of()),
                got(
                        "rewrite-response-header",
                        "RewriteResponseHeader=X-Secret, password=[^&]+, password=***",
                        "x-secret",
                        List.of("/a?password=***&b=1")),
                got(
                        "rewrite-response-header-of-many",
                        "RewriteResponseHeader=X-Many, [12], n",
                        "x-many",
                        List.of("n", "n", "n", "3")),
                got(
                        "rewrite-response-header-with-groups",
                        "RewriteResponseHeader=X-Secret, /(.)\\?(.*), $2/$1",
                        "x-secret",
                        List.of("password=x&b=1/a")),
                got(
                        "rewrite-response-header-that-does-not-match",
                        "RewriteResponseHeader=X-One, 2, 3",
                        "x-one",
                        List.of("1")),
                got("dedupe-response-header", "DedupeResponseHeader=X-Many", "x-many", List.of("1")),
                got("dedupe-response-header-last", "DedupeResponseHeader=X-Many, RETAIN_LAST", "x-many", List.of("3")),
                got(
                        "dedupe-response-header-unique",
                        "DedupeResponseHeader=X-Many X-One, RETAIN_UNIQUE",
                        "x-many",
                        List.of("1", "2", "3")),
                Case.of("response-headers-with-variables")
                        .predicate("Path=/x/{one}")
                        .filter("AddResponseHeader=X-A, is {one}")
                        .filter("SetResponseHeader=X-B, {one}")
                        .client(get("/x/a%20b"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().all("x-a")).containsExactly("is a b");
                            assertThat(seen.response().all("x-b")).containsExactly("a b");
                        }),
                Case.of("secure-headers")
                        .filter("SecureHeaders")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().one("x-frame-options")).isEqualTo("DENY");
                            assertThat(seen.response().one("x-content-type-options"))
                                    .isEqualTo("nosniff");
                            assertThat(seen.response().has("content-security-policy"))
                                    .isTrue();
                        }),
                Case.of("secure-headers-and-the-backends-own")
                        .filter("SecureHeaders")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-Frame-Options: SAMEORIGIN\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().all("x-frame-options"))
                                .hasSizeGreaterThan(0)),
                Case.of("set-status")
                        .filter("SetStatus=418")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.response().status()).isEqualTo(418);
                            assertThat(seen.response().body()).isEqualTo("ok");
                        }),
                Case.of("set-status-by-name")
                        .filter("SetStatus=NOT_FOUND")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(404)));
    }

    private static Case got(String name, String filter, String field, List<String> right) {
        return Case.of(name)
                .filter(filter)
                .client(get("/"))
                .backend(answer("HTTP/1.1 200 OK\r\nX-One: 1\r\nX-Many: 1\r\nX-Many: 2\r\nX-Many: 2\r\nX-Many: 3\r\n"
                        + "X-Secret: /a?password=x&b=1\r\nContent-Length: 2\r\n\r\nok"))
                .right(seen -> assertThat(seen.response().all(field)).isEqualTo(right));
    }

    private static List<Case> parameters() {
        return List.of(
                path("add-request-parameter", "AddRequestParameter=new, blue", "/a?b=c", "/a?b=c&new=blue"),
                path("add-request-parameter-to-none", "AddRequestParameter=new, blue", "/a", "/a?new=blue"),
                path(
                        "add-request-parameter-beside-escapes",
                        "AddRequestParameter=new, blue",
                        "/a?b=%20c+d&e=",
                        "/a?b=%20c+d&e=&new=blue"),
                path(
                        "add-request-parameter-beside-odd-ones",
                        "AddRequestParameter=new, blue",
                        "/a?b=%20c+d&e=&f=g=h",
                        "/a?b=%20c+d&e=&f=g=h&new=blue"),
                path(
                        "add-request-parameter-that-needs-escapes",
                        "AddRequestParameter=new, b #ü%",
                        "/a?b=c",
                        "/a?b=c&new=b%20%23%C3%BC%25"),
                path(
                        "add-request-parameter-that-needs-escapes-beside-escapes",
                        "AddRequestParameter=new, b l",
                        "/a?b=%20",
                        "/a?b=%20&new=b%20l"),
                // A delimiter of the path is none of the query.
                Case.of("add-request-parameter-from-a-path-that-holds-delimiters")
                        .predicate("Path=/x/{one}")
                        .filter("AddRequestParameter=new, is {one}")
                        .client(get("/x/a&admin=true+1?b=c"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().target())
                                .isEqualTo("/x/a&admin=true+1?b=c&new=is%20a%26admin%3Dtrue%2B1")),
                path("remove-request-parameter", "RemoveRequestParameter=b", "/a?b=c&d=e&b=f", "/a?d=e"),
                path(
                        "remove-request-parameter-by-its-escaped-name",
                        "RemoveRequestParameter=b c",
                        "/a?b%20c=1&d=2&b+c",
                        "/a?d=2"),
                path("remove-the-only-request-parameter", "RemoveRequestParameter=b", "/a?b=c", "/a"),
                path(
                        "remove-request-parameter-keeps-others",
                        "RemoveRequestParameter=b",
                        "/a?x=%20y&b=c&z=%C3%A4",
                        "/a?x=%20y&z=%C3%A4"),
                path(
                        "remove-request-parameter-that-is-absent",
                        "RemoveRequestParameter=no",
                        "/a?b=c%20d",
                        "/a?b=c%20d"));
    }

    private static List<Case> hosts() {
        return List.of(
                Case.of("host-of-the-endpoint")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().all("host")).containsExactly("127.0.0.1:BACKEND")),
                Case.of("preserve-host-header")
                        .filter("PreserveHostHeader")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().all("host"))
                                .containsExactly("preserve-host-header.lane.example")),
                Case.of("set-request-host-header-with-variables")
                        .predicate("Path=/{one}")
                        .filter("SetRequestHostHeader={one}.example")
                        .client(get("/other"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().all("host")).containsExactly("other.example")),
                Case.of("set-request-host-header")
                        .filter("SetRequestHostHeader=other.example")
                        .client(get("/"))
                        .backend(answer(OK))
                        .right(seen -> assertThat(seen.request().all("host")).containsExactly("other.example")));
    }

    private static List<Case> together() {
        return List.of(
                Case.of("filters-in-their-order")
                        .predicate("Path=/api/{rest}/**")
                        .filter("StripPrefix=1")
                        .filter("PrefixPath=/v2")
                        .filter("AddRequestHeader=X-A, 1")
                        .filter("SetRequestHeader=X-A, {rest}")
                        .filter("AddRequestHeader=X-A, 3")
                        .filter("AddRequestParameter=p, q")
                        .client(get("/api/x/y?z"))
                        .backend(answer(OK))
                        .right(seen -> {
                            assertThat(seen.request().target()).isEqualTo("/v2/x/y?z&p=q");
                            assertThat(seen.request().all("x-a")).containsExactly("x", "3");
                        }),
                Case.of("response-filters-in-their-order")
                        .filter("AddResponseHeader=X-A, 1")
                        .filter("SetResponseHeader=X-A, 2")
                        .filter("AddResponseHeader=X-A, 3")
                        .filter("RemoveResponseHeader=X-B")
                        .client(get("/"))
                        .backend(answer("HTTP/1.1 200 OK\r\nX-A: 0\r\nX-B: 0\r\nContent-Length: 0\r\n\r\n"))
                        .right(seen -> assertThat(seen.response().has("x-b")).isFalse()),
                Case.of("response-filters-of-a-problem")
                        .filter("SetResponseHeader=X-A, 2")
                        .client(get("/"))
                        .right(seen -> assertThat(seen.response().status()).isEqualTo(502)));
    }
}
