package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void whatSpeaksToATerminalIsAQuestionMark() {
        assertThat(PlainText.line("a\u001b[2J \u009b31m \u202e \u2028 \r\n\u0000"))
                .isEqualTo("a?[2J ?31m ? ? ???");
    }

    @Test
    void lettersOfAllLanguagesStay() {
        assertThat(PlainText.line("caf\u00e9 \u4e2d\u6587 \ud83d\ude00"))
                .isEqualTo("caf\u00e9 \u4e2d\u6587 \ud83d\ude00");
    }

    @Test
    void aTabIsAsWideAsASpace() {
        assertThat(PlainText.line("a\tb")).isEqualTo("a b");
    }

    @Test
    void linesStayLines() {
        assertThat(PlainText.lines("a\nb\rc\n")).isEqualTo("a\nb?c\n");
    }
}
