package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.nio.file.Path;

/** What every nginx of ours has in common, the proxy and the origin. */
final class NginxFile {

    private NginxFile() {}

    static String of(String http) {
        // Started by root, it would read as somebody who may not look into our folder.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + """
                worker_processes 1;
                daemon off;
                pid nginx.pid;
                pcre_jit on;
                error_log stderr warn;
                events { worker_connections 19000; multi_accept on; }
                http {
                tcp_nodelay on;
                keepalive_timeout 600s;
                keepalive_requests 100000000;
                client_body_temp_path temp-body;
                proxy_temp_path temp-proxy;
                fastcgi_temp_path temp-fastcgi;
                uwsgi_temp_path temp-uwsgi;
                scgi_temp_path temp-scgi;
                """ + http + "}\n";
    }

    static Launch launch(Path folder, Path file) throws LoadProblem {
        Path program =
                Installed.find("nginx").orElseThrow(() -> new LoadProblem("nginx is missing; it is the origin, too"));
        return Launch.of(
                program.toString(),
                "-p",
                folder + "/",
                "-e",
                "stderr",
                "-c",
                file.toAbsolutePath().toString());
    }
}
