package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySettingsTest {
    private static final TelemetrySettings DEFAULTS = TelemetrySettings.of("localhost:9092", "gw");

    @Test
    void secretsNeverShowInText() {
        TelemetrySettings settings = DEFAULTS.withClientProperties(Map.of("sasl.jaas.config", "password=hunter2"));

        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }

    @Test
    void theDefaultsAreThese() {
        assertThat(DEFAULTS.ringSlots()).isEqualTo(4096);
        assertThat(DEFAULTS.spool().directory()).isNull();
        assertThat(DEFAULTS.spool().budget()).isEqualTo(64 << 20);
        assertThat(DEFAULTS.window()).isEqualTo(Duration.ofSeconds(10));
        assertThat(DEFAULTS.allowSampleRate()).isZero();
        assertThat(DEFAULTS.format()).isEqualTo(EventFormat.PROTOBUF);
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.withRingSlots(1000)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> SpoolSettings.inMemory(15)).hasMessageContaining("budget");
        assertThatThrownBy(() -> DEFAULTS.withWindow(Duration.ZERO)).hasMessageContaining("window");
        assertThatThrownBy(() -> DEFAULTS.withAllowSampleRate(1.5)).hasMessageContaining("rate");
        assertThatThrownBy(() -> TelemetrySettings.of("localhost:9092", " ")).hasMessageContaining("id");
    }
}
