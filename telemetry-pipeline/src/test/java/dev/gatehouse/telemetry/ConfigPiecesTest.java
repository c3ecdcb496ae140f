package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigPiecesTest {

    @Test
    void aSmallFileIsOnePieceAndAnEmptyOneToo() {
        ConfigPieces cut = ConfigPieces.of(config(file("a.yaml", "version: 1\n"), file("b.yaml", "")));

        assertThat(cut.pieces())
                .containsExactly(
                        new ConfigPieces.Piece(0, "a.yaml", "version: 1\n"), new ConfigPieces.Piece(1, "b.yaml", ""));
    }

    @Test
    void thePiecesOfALargeFileMakeItAgainAndNeverTearALetter() {
        String text = ("x" + "\uD83D\uDD12".repeat(5)).repeat(40_000);

        ConfigPieces cut = ConfigPieces.of(config(file("large.yaml", text)));

        assertThat(cut.pieces()).hasSize(4).allSatisfy(piece -> {
            assertThat(piece.text()).hasSizeLessThanOrEqualTo(ConfigPieces.MOST_CHARS);
            assertThat(new String(piece.text().getBytes(UTF_8), UTF_8)).isEqualTo(piece.text());
        });
        assertThat(cut.pieces().stream().map(ConfigPieces.Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void anotherLayoutOfTheSameRulesIsAnotherContent() {
        assertThat(ConfigPieces.of(config(file("a", "x"))).content())
                .isEqualTo(ConfigPieces.of(config(file("a", "x"))).content())
                .isNotEqualTo(ConfigPieces.of(config(file("a", "x "))).content())
                .isNotEqualTo(ConfigPieces.of(config(file("ax", ""))).content());
    }

    private static ServedConfig config(ServedConfig.File... files) {
        return new ServedConfig("a-hash", 1, List.of(files));
    }

    private static ServedConfig.File file(String name, String text) {
        return new ServedConfig.File(name, text);
    }
}
