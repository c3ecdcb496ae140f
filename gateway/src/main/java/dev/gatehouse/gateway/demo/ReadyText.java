package dev.gatehouse.gateway.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** What the person at the terminal reads once everything runs: commands to paste, with this start's ports and paths. */
final class ReadyText {
    private final Demo demo;

    ReadyText(Demo demo) {
        this.demo = demo;
    }

    void print(PrintWriter out, Duration took) {
        String directory = Shown.path(demo.directory());
        out.print(Template.named("ready.txt")
                .fill(Map.of(
                        "took",
                        Shown.seconds(took),
                        "dir",
                        directory,
                        "curl",
                        "curl --cacert " + directory + "/ca.pem",
                        "url",
                        "https://localhost:" + demo.port(),
                        "management",
                        "http://localhost:" + demo.managementPort(),
                        "bootstrap",
                        demo.bootstrapServers())));
        out.flush();
    }
}
