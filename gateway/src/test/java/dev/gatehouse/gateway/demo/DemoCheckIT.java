package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole product, from the socket to Kafka and back, on free ports. */
@Timeout(300)
class DemoCheckIT {
    @TempDir
    private Path directory;

    @Test
    void everyPromiseOfTheDemonstrationIsKeptAndNothingIsLeftBehind() throws Exception {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        boolean isRight;
        try (Demo demo = Demo.start(new DemoSettings(directory, 0, 0, 0), out)) {
            demo.explain(out);
            isRight = DemoCheck.of(demo).run(out);
        }

        assertThat(isRight).as(text.toString()).isTrue();
        assertThat(text.toString())
                .contains("Ready after", "calls, all as expected")
                .contains("and why the first denial", "judged again by these rules", "call as `ledger`");
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .map(ProcessHandle::info))
                .extracting(info -> info.commandLine().orElse(""))
                .noneMatch(command -> command.contains("TiedBroker"));
    }
}
