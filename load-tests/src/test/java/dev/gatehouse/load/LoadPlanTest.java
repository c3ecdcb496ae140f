package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LoadPlanTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "2001:db8::1", "169.254.169.254"})
    void refusesEveryHostThatIsNotLoopback(String host) {
        assertThat(run("--host", host)).isEqualTo(1);
        assertThat(err.toString()).contains("--host `" + host + "` is not this machine's loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:9092", "127.0.0.1:9092,192.0.2.1:9092", "[2001:db8::1]:9092"})
    void refusesABrokerThatIsNotLoopback(String bootstrap) {
        assertThatThrownBy(() -> EventTopic.open(bootstrap))
                .isInstanceOf(LoadProblem.class)
                .hasMessageContaining("is not this machine's loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.9.10"})
    void takesLoopback(String host) throws Exception {
        Loopback.require(host, "--host");
    }

    @ParameterizedTest
    @CsvSource({
        "--duration, 601s, not between 100ms and 600000ms",
        "--duration, 11m, not between 100ms and 600000ms",
        "--duration, 0s, not between 100ms and 600000ms",
        "--warmup, 121s, not between 0ms and 120000ms",
        "--connections, 7, not between 8 and 2000; each scenario needs one for each protocol",
        "--connections, 2001, not between 8 and 2000",
        "--streams, 101, not between 1 and 100",
        "--rate, -1, not between 0 and 1000000",
        "--port, 0, not between 1 and 65535",
        "--http, 3, '--http `3` is not one of 1.1, 2, both'",
        "--only, steal, '--only `steal` is not one of browse, post, denied'"
    })
    void refusesWhatIsOutOfBounds(String option, String value, String reason) {
        assertThat(run(option, value)).isEqualTo(1);
        assertThat(err.toString()).contains(reason);
    }

    @Test
    void halfOfTheMixBrowses() throws Exception {
        assertThat(Scenario.mix(java.util.List.of()))
                .extracting(Scenario::name)
                .containsExactly("browse", "post", "browse", "denied");
        assertThat(Scenario.mix(java.util.List.of("denied", "post")))
                .extracting(Scenario::name)
                .containsExactly("post", "denied");
    }

    @Test
    void anUnreadableDurationIsUsedWrongly() {
        assertThat(run("--duration", "soon")).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine command = LoadTest.commandLine();
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
