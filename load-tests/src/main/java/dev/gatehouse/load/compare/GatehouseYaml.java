package dev.gatehouse.load.compare;

import java.util.stream.Collectors;

/** Gatehouse's configuration for each work. */
final class GatehouseYaml {

    private GatehouseYaml() {}

    static String of(Work work, Site site, boolean filtered) {
        return "version: 1\n" + gateway(work, site)
                + (work.isMutual() ? trust(work, site) : "trust: { levels: [public] }\n")
                + routes(work, site, filtered);
    }

    private static String gateway(Work work, Site site) {
        Credentials credentials = site.credentials();
        String tls = work.isTlsIn()
                ? ", tls: { certificate: %s, key: %s, client-auth: %s }"
                        .formatted(
                                credentials.certificate("door"),
                                credentials.key("door"),
                                work.isJudged() ? "required" : "none")
                : "";
        StringBuilder text = new StringBuilder("""
                gateway:
                  listeners:
                    - { name: door, host: 127.0.0.1, port: %d%s }
                  management: { host: 127.0.0.1, port: %d }
                  limits: { max-connections-per-address: 20000, idle-timeout: 10m }
                  transport: io_uring
                """.formatted(site.port(), tls, site.management()));
        if (work.isMutual()) {
            text.append("  identity: { certificate: %s, key: %s }\n"
                    .formatted(credentials.certificate("proxy"), credentials.key("proxy")));
        }
        if (work.isJudged()) {
            text.append("  telemetry: { kafka: { bootstrap: [\"%s\"] }, spool: { directory: %s } }\n"
                    .formatted(site.kafka(), site.folder().resolve("spool")));
        }
        return text.toString();
    }

    private static String trust(Work work, Site site) {
        String callers = Rule.callers().stream()
                .map(caller ->
                        "  %s: { spiffe: \"%s\", level: partner }\n".formatted(caller, Credentials.spiffe(caller)))
                .collect(Collectors.joining());
        String rules = work.isJudged()
                ? Rule.all().stream()
                        .map(rule -> "      - { name: %s, from: [%s], requests: [\"GET %s**\"] }\n"
                                .formatted(
                                        rule.prefix().replaceAll("/api/(r\\d+)/", "read-$1"),
                                        rule.caller(),
                                        rule.prefix()))
                        .collect(Collectors.joining())
                : "      - { name: read, from: [any], requests: [\"GET /api/**\"] }\n";
        return """
                trust:
                  levels: [public, partner, internal]
                  domains: { %s: { roots: %s } }
                identities:
                  anonymous: { level: public }
                  origin: { spiffe: "%s", level: internal, accepts: public }
                %srulesets:
                  - protects: origin
                    allow:
                %s""".formatted(
                        Credentials.DOMAIN,
                        site.credentials().roots(),
                        Credentials.ORIGIN,
                        work.isJudged() ? callers : "",
                        rules);
    }

    private static String routes(Work work, Site site, boolean filtered) {
        StringBuilder text = new StringBuilder("routes:\n");
        for (int route = 0; route < work.routes(); route++) {
            text.append(
                    "  - { id: r%d, uri: \"%s://127.0.0.1:%d\", predicates: [\"Path=%s**\"], metadata: { identity: %s%s%s } }\n"
                            .formatted(
                                    route,
                                    work.isMutual() ? "https" : "http",
                                    site.origin(),
                                    work.prefix(route),
                                    work.isMutual() ? "origin" : "none",
                                    work.spoken() == Spoken.WEB_SOCKET ? ", websocket: true" : "",
                                    filtered ? ", path: filter" : ""));
        }
        return text.toString();
    }
}
