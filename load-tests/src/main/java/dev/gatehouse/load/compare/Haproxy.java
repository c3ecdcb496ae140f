package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy as a reverse proxy of one thread, with the settings that its manual recommends for speed. */
final class Haproxy implements Contender {
    private static final Pattern VERSION = Pattern.compile("version (\\d\\S+)");

    @Override
    public String title() {
        return "HAProxy";
    }

    @Override
    public Optional<String> version() {
        return Installed.version("haproxy", "-v", VERSION);
    }

    @Override
    public boolean does(Work work) {
        return true;
    }

    @Override
    public boolean needsWarmth() {
        return false;
    }

    @Override
    public boolean needsKafka() {
        return false;
    }

    @Override
    public Launch prepare(Work work, Site site) throws IOException, LoadProblem {
        Path program = Installed.find("haproxy").orElseThrow(() -> new LoadProblem("haproxy is missing"));
        Path file = site.folder().resolve("haproxy.cfg");
        Files.writeString(site.folder().resolve("rules.map"), rules());
        Files.writeString(site.folder().resolve("routes.map"), routes(work));
        Files.writeString(file, text(work, site));
        return Launch.of(program.toString(), "-db", "-f", file.toString());
    }

    private static String rules() {
        return Rule.all().stream()
                .map(rule -> rule.caller() + ":" + rule.prefix() + " allowed\n")
                .collect(Collectors.joining());
    }

    private static String routes(Work work) {
        return IntStream.range(0, work.routes())
                .mapToObj(route -> "/api/r" + route + "/ origin\n")
                .collect(Collectors.joining());
    }

    private static String text(Work work, Site site) {
        Credentials credentials = site.credentials();
        String bind = work.isTlsIn()
                ? " ssl crt " + credentials.both("door") + (work.spoken() == Spoken.HTTP_2 ? " alpn h2" : "")
                : "";
        String verify = work.isJudged() ? " ca-file " + credentials.roots() + " verify required" : "";
        String server = work.isMutual()
                ? " ssl crt %s ca-file %s verify required verifyhost localhost"
                        .formatted(credentials.both("proxy"), credentials.roots())
                : "";
        return """
                global
                    nbthread 1
                    maxconn 10900
                    # It counts two files for each connection, which idle ones have not.
                    no strict-limits
                    # Else it keeps no connection to the origin when a quarter of its files is taken.
                    tune.pool-low-fd-ratio 90
                    tune.pool-high-fd-ratio 95
                    %s
                defaults
                    mode http
                    option http-keep-alive
                    http-reuse always
                    timeout connect 5s
                    timeout client 600s
                    timeout server 60s
                    timeout tunnel 600s
                    %s
                frontend door
                    bind 127.0.0.1:%d%s%s
                %s
                backend origin
                    server origin 127.0.0.1:%d pool-max-conn 256%s
                """.formatted(
                        work.isJudged() ? "log stdout format raw local0" : "",
                        work.isJudged() ? "log global" : "",
                        site.port(),
                        bind,
                        verify,
                        front(work, site),
                        site.origin(),
                        server);
    }

    private static String front(Work work, Site site) {
        if (work.isJudged()) {
            return """
                    unique-id-format %[uuid()]
                    unique-id-header X-Request-Id
                    log-format '{"id":"%ID","time":"%T","caller":"%[ssl_c_s_dn(CN)]","client":"%ci","method":"%HM","path":%{+Q}HPO,"status":%ST,"bytes_in":%U,"bytes_out":%B,"took":%Ta,"upstream":"%si:%sp","upstream_took":%Tr,"tls":"%sslv"}'
                    http-request set-var(txn.path) path
                    http-request deny unless METH_GET { ssl_c_s_dn(CN),concat(:,txn.path),map_beg(RULES) -m found }
                    default_backend origin""".replace("RULES", site.folder().resolve("rules.map").toString())
                    .indent(4);
        }
        return work.routes() == 1
                ? "    use_backend origin if { path_beg /api/ }"
                : "    use_backend %[path,map_beg(" + site.folder().resolve("routes.map") + ")]";
    }
}
