package dev.gatehouse.gateway.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.config.PublicText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PublishedRulesTest {
    private final PublishedRules rules = new PublishedRules("h");

    @Test
    void theFilesAreMadeOfTheirPiecesWhateverTheirOrder() {
        add("c", 2, 3, 1, "b.yaml", "other");
        add("c", 1, 3, 0, "a.yaml", "second");
        add("c", 0, 3, 0, "a.yaml", "first ");

        assertThat(rules.whole().orElseThrow())
                .containsExactly(new PublicText("a.yaml", "first second"), new PublicText("b.yaml", "other"));
    }

    @Test
    void withAPieceMissingThereIsNothing() {
        add("c", 0, 2, 0, "a.yaml", "first");

        assertThat(rules.whole()).isEmpty();
    }

    @Test
    void piecesOfTwoLayoutsAreNeverMixed() {
        add("old", 0, 2, 0, "a.yaml", "old");
        add("new", 1, 2, 0, "a.yaml", "new");
        assertThat(rules.whole()).isEmpty();

        add("new", 0, 2, 0, "a.yaml", "brand ");
        assertThat(rules.whole().orElseThrow()).containsExactly(new PublicText("a.yaml", "brand new"));
    }

    private void add(String content, int part, int parts, int file, String name, String text) {
        rules.add(JsonMapper.shared()
                .createObjectNode()
                .put("content", content)
                .put("part", part)
                .put("parts", parts)
                .put("file", file)
                .put("name", name)
                .put("text", text));
    }
}
