package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where every contender sends its requests: an nginx, in clear and over mutual TLS, and for WebSockets an echo. */
final class Origin implements AutoCloseable {
    private final Child process;
    private final int plain;
    private final int mutual;
    private final EchoServer echo = new EchoServer();

    private Origin(Child process, int plain, int mutual) {
        this.process = process;
        this.plain = plain;
        this.mutual = mutual;
    }

    static Origin start(Path folder, Credentials credentials) throws IOException, LoadProblem, InterruptedException {
        Files.createDirectories(folder);
        int plain = FreePort.next();
        int mutual = FreePort.next();
        // Too long for one line of nginx.
        Files.writeString(folder.resolve("large"), "x".repeat(Body.LARGE.bytes()));
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, NginxFile.of("""
                access_log off;
                sendfile on;
                open_file_cache max=16 inactive=600s;
                server {
                    listen 127.0.0.1:%d backlog=4096;
                    listen 127.0.0.1:%d ssl backlog=4096;
                    ssl_certificate %s;
                    ssl_certificate_key %s;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_session_cache shared:proxies:10m;
                    ssl_client_certificate %s;
                    ssl_verify_client optional;
                    set $proof "$https$ssl_client_verify";
                    if ($proof !~ "^(on)?(SUCCESS)?$") { return 495; }
                    default_type text/plain;
                    set $k "%s";
                    location ~ /small$ { return 200 "%s"; }
                    location ~ /medium$ { return 200 "$k$k$k$k$k$k$k$k$k$k"; }
                    location ~ /large$ { rewrite .* /large break; root %s; }
                }
                """.formatted(
                        plain,
                        mutual,
                        credentials.certificate("origin"),
                        credentials.key("origin"),
                        credentials.roots(),
                        "k".repeat(Body.MEDIUM.bytes() / 10),
                        "s".repeat(Body.SMALL.bytes()),
                        folder.toAbsolutePath())));
        Launch launch = NginxFile.launch(folder, file);
        Child process = Child.start(Core.LOAD, folder.resolve("origin.log"), Map.of(), launch.command());
        if (!OpenPort.await(plain, process::isAlive)) {
            process.close();
            throw new LoadProblem("the origin did not start; it said:\n" + process.lastWords());
        }
        return new Origin(process, plain, mutual);
    }

    int port(Work work) {
        if (work.spoken() == Spoken.WEB_SOCKET) {
            return echo.port();
        }
        return work.isMutual() ? mutual : plain;
    }

    @Override
    public void close() {
        echo.close();
        process.close();
    }
}
