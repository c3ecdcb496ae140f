package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void placesAreFilledAndTheRestStaysAsItIs() {
        String text = Template.named("kafka.properties")
                .fill(Map.of("kafka-port", "9092", "controller-port", "9093", "data", "/a $1 \\ path"));

        assertThat(text)
                .contains("listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
                .contains("controller.quorum.voters=1@127.0.0.1:9093")
                .contains("log.dirs=/a $1 \\ path");
    }

    @Test
    void aPlaceThatNobodyFillsIsNotWrittenToAFile() {
        assertThatThrownBy(() -> Template.named("kafka.properties").fill(Map.of("kafka-port", "1")))
                .hasMessageContaining("controller-port");
    }
}
