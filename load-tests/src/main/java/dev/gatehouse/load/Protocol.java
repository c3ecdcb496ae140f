package dev.gatehouse.load;

import java.util.List;
import reactor.netty.http.HttpProtocol;

/** What a connection speaks; a server that does not offer it is an error, not a reason to speak another. */
enum Protocol {
    HTTP_1_1("1.1", HttpProtocol.HTTP11),
    HTTP_2("2", HttpProtocol.H2);

    private final String version;
    private final HttpProtocol spoken;

    Protocol(String version, HttpProtocol spoken) {
        this.version = version;
        this.spoken = spoken;
    }

    /** Those that {@code 1.1}, {@code 2} or {@code both} asks for. */
    static List<Protocol> from(String asked) throws LoadProblem {
        return switch (asked) {
            case "1.1" -> List.of(HTTP_1_1);
            case "2" -> List.of(HTTP_2);
            case "both" -> List.of(HTTP_1_1, HTTP_2);
            default -> throw new LoadProblem("--http `" + asked + "` is not one of 1.1, 2, both");
        };
    }

    String version() {
        return version;
    }

    HttpProtocol spoken() {
        return spoken;
    }

    /** How many requests one connection carries at a time. */
    int lanes(int streams) {
        return this == HTTP_2 ? streams : 1;
    }
}
