package dev.gatehouse.load.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What every contender is asked to do, each in its own words. */
enum Work {
    P("P", "plain in, plain out", Body.SMALL, 1),
    M("M", "TLS in, mutual TLS out", Body.SMALL, 1),
    M_PLUS(
            "M+",
            "TLS with a client certificate in, request id, decision among 20 rules, mutual TLS out, an event for each",
            Body.SMALL,
            1),
    B10K("B10k", "as P with bodies of 10 kB", Body.MEDIUM, 1),
    B1M("B1M", "as P with bodies of 1 MB", Body.LARGE, 50),
    R1("R1", "as P with one route", Body.SMALL, 1),
    R1000("R1000", "as P with 1,000 routes", Body.SMALL, 1),
    R10000("R10000", "as P with 10,000 routes", Body.SMALL, 1),
    H2("H2", "HTTP/2 over TLS in, plain out", Body.SMALL, 1),
    C("C", "as P beside 10,000 idle connections", Body.SMALL, 1),
    W("W", "WebSocket, messages of 125 bytes that come back", Body.SMALL, 1);

    private final String title;
    private final String description;
    private final Body body;
    private final int weight;

    Work(String title, String description, Body body, int weight) {
        this.title = title;
        this.description = description;
        this.body = body;
        this.weight = weight;
    }

    /** A name such as {@code M+}, or the common beginning of several, such as {@code R}. */
    static List<Work> named(String name) {
        List<Work> exact = Stream.of(values())
                .filter(work -> work.title.equalsIgnoreCase(name))
                .toList();
        return exact.isEmpty()
                ? Stream.of(values())
                        .filter(work -> !name.isEmpty()
                                && work.title.toUpperCase(Locale.ROOT).matches(name.toUpperCase(Locale.ROOT) + "\\d.*"))
                        .toList()
                : exact;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    Body body() {
        return body;
    }

    /** Over TLS on both sides. */
    boolean isMutual() {
        return this == M || this == M_PLUS;
    }

    /** Clients speak over TLS. */
    boolean isTlsIn() {
        return isMutual() || this == H2;
    }

    Spoken spoken() {
        return switch (this) {
            case H2 -> Spoken.HTTP_2;
            case W -> Spoken.WEB_SOCKET;
            case P, M, M_PLUS, B10K, B1M, R1, R1000, R10000, C -> Spoken.HTTP_1;
        };
    }

    /** Connections that have asked once and are kept open. */
    int idleConnections() {
        return this == C ? 10_000 : 0;
    }

    /** The caller shows a certificate and is judged, and each request leaves an event. */
    boolean isJudged() {
        return this == M_PLUS;
    }

    int routes() {
        return switch (this) {
            case R1000 -> 1000;
            case R10000 -> 10_000;
            case P, M, M_PLUS, B10K, B1M, R1, H2, C, W -> 1;
        };
    }

    /** What the paths of a route begin with. */
    String prefix(int route) {
        return routes() == 1 ? "/api/" : "/api/r" + route + "/";
    }

    /** Where the one route, or the one in the middle of many, leads; of the 20 rules it meets the eleventh. */
    String path() {
        return (routes() == 1 ? "/api/r10/" : "/api/r" + routes() / 2 + "/") + body.file();
    }

    /** How many requests take about as long as so many small ones. */
    int requests(int small) {
        return Math.max(64, small / weight);
    }
}
