package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "0s,PT0S"})
    void durationsAreReadAsPeopleWriteThem(String text, String iso) {
        assertThat(new DurationText().convert(text)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "1.5h", "5M", "9999999999d", "PT5M"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text)).hasMessageContaining("is not a duration");
    }

    @Test
    void theLongestOneDoesNotOverflow() {
        assertThat(new DurationText().convert("999999999d").toDays()).isEqualTo(999_999_999);
    }
}
