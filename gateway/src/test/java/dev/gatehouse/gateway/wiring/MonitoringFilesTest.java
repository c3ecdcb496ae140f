package dev.gatehouse.gateway.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool is asked about the alerts and the dashboard that are shipped. */
class MonitoringFilesTest {

    @BeforeAll
    static void needsPromtool() {
        assumeTrue(isThere("promtool"), "promtool is not installed");
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        assertThat(promtool("check", "rules", "alerts.yaml")).contains("SUCCESS");
    }

    @Test
    void theAlertsFireWhenTheyShouldAndNotOtherwise() throws Exception {
        assertThat(promtool("test", "rules", "alerts.test.yaml")).contains("SUCCESS");
    }

    @Test
    void prometheusTakesTheExpressionsOfTheDashboard(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int number = 0;
        for (String expression : MonitoringFiles.ofDashboard().values()) {
            // What Grafana puts in.
            String plain = expression.replace("$__rate_interval", "1m").replace("$__range", "1h");
            rules.append("      - record: panel:")
                    .append(number++)
                    .append("\n        expr: |\n          ")
                    .append(plain)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("dashboard.yaml"), rules);

        assertThat(number).isGreaterThan(30);
        assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS", number + " rules found");
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(MonitoringFiles.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(tool.getInputStream().readAllBytes(), UTF_8);
        assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(printed).isZero();
        return printed;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
