package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** nginx as a reverse proxy, with the settings that its manuals recommend for speed. */
final class Nginx implements Contender {
    private static final Pattern VERSION = Pattern.compile("nginx/(\\S+)");

    @Override
    public String title() {
        return "nginx";
    }

    @Override
    public Optional<String> version() {
        return Installed.version("nginx", "-v", VERSION);
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
        Path file = site.folder().resolve("nginx.conf");
        Files.writeString(file, NginxFile.of(http(work, site)));
        return NginxFile.launch(site.folder(), file);
    }

    private static String http(Work work, Site site) {
        StringBuilder text = new StringBuilder();
        text.append(work.isJudged() ? judged() : "access_log off;\n");
        text.append("""
                upstream origin {
                    server 127.0.0.1:%d;
                    keepalive 128;
                    keepalive_requests 100000000;
                }
                """.formatted(site.origin()));
        text.append("server {\n");
        text.append(work.isTlsIn() ? tls(work, site) : "listen 127.0.0.1:" + site.port() + " backlog=4096;\n");
        text.append(work.isMutual() ? mutual(site) : "");
        if (work.isJudged()) {
            text.append("if ($allowed = 0) { return 403; }\nproxy_set_header X-Request-Id $request_id;\n");
        }
        text.append("""
                proxy_http_version 1.1;
                proxy_max_temp_file_size 0;
                """);
        text.append(
                work.spoken() == Spoken.WEB_SOCKET
                        ? "proxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection upgrade;\n"
                        : "proxy_set_header Connection \"\";\n");
        for (int route = 0; route < work.routes(); route++) {
            text.append("location ").append(work.prefix(route)).append(" { proxy_pass ");
            text.append(work.isMutual() ? "https" : "http").append("://origin; }\n");
        }
        return text.append("}\n").toString();
    }

    private static String judged() {
        StringBuilder text = new StringBuilder("""
                map "$ssl_client_s_dn $request_method $uri" $allowed {
                    default 0;
                """);
        for (Rule rule : Rule.all()) {
            text.append("    \"~^CN=%s GET %s\" 1;\n".formatted(rule.caller(), rule.prefix()));
        }
        return text.append("""
                }
                log_format json escape=json '{"id":"$request_id","time":"$time_iso8601","caller":"$ssl_client_s_dn",'
                    '"client":"$remote_addr","method":"$request_method","path":"$uri","status":$status,'
                    '"bytes_in":$request_length,"bytes_out":$bytes_sent,"took":$request_time,'
                    '"upstream":"$upstream_addr","upstream_took":"$upstream_response_time","tls":"$ssl_protocol"}';
                access_log access.log json buffer=64k flush=1s;
                """).toString();
    }

    private static String tls(Work work, Site site) {
        Credentials credentials = site.credentials();
        return """
                listen 127.0.0.1:%d ssl%s backlog=4096;
                ssl_certificate %s;
                ssl_certificate_key %s;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_session_cache shared:clients:10m;
                %s
                """.formatted(
                site.port(),
                work.spoken() == Spoken.HTTP_2 ? " http2" : "",
                credentials.certificate("door"),
                credentials.key("door"),
                work.isJudged() ? "ssl_verify_client on; ssl_client_certificate " + credentials.roots() + ";" : "");
    }

    private static String mutual(Site site) {
        Credentials credentials = site.credentials();
        return """
                proxy_ssl_certificate %s;
                proxy_ssl_certificate_key %s;
                proxy_ssl_trusted_certificate %s;
                proxy_ssl_verify on;
                proxy_ssl_name localhost;
                proxy_ssl_protocols TLSv1.2 TLSv1.3;
                proxy_ssl_session_reuse on;
                """.formatted(credentials.certificate("proxy"), credentials.key("proxy"), credentials.roots());
    }
}
