package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicTextTest {
    @TempDir
    private Path folder;

    private WrittenFiles files;

    @BeforeEach
    void writeCertificates() throws IOException {
        files = new WrittenFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\ngateway:\n  key: s3cret # s3cret too\n  # and s3cret\nroutes: []\n",
                "gateway: { key: s3cret }\nversion: 1\nroutes: []\n",
                "version: 1\r\ngateway:\r\n  key: s3cret\r\nroutes: []\r\n",
                "version: 1 # \uD83D\uDD12\ngateway:\n  key: s3cret\nroutes: []\n",
                "version: 1\nroutes: []\n\"gateway\":\n  key: |\n    s3cret\n    s3cret\n# s3cret\n",
                "{ version: 1, gateway: { key: s3cret }, routes: [] }\n",
                "{ version: 1, routes: [], gateway: { key: s3cret } } # }\n"
            })
    void whatIsUnderGatewayIsBlankAndAllElseKeepsItsPlace(String text) {
        String open = published(text);

        assertThat(open).doesNotContain("s3cret", "key").hasSameSizeAs(text);
        assertThat(open.indexOf("routes: []")).isEqualTo(text.indexOf("routes: []"));
        assertThat(open.lines().count()).isEqualTo(text.lines().count());
        assertThat(published(open)).isEqualTo(open);
    }

    @Test
    void aFileWithoutThatSectionIsPublishedAsItIs() {
        String text = "version: 1\nrulesets:\n  - protects: gateway\n    gateway: no section\n";

        assertThat(published(text)).isEqualTo(text);
    }

    @Test
    void variablesArePublishedByTheirNames() {
        assertThat(published("version: 1\nroutes: [ { id: \"${SECRET}\" } ]\n")).contains("${SECRET}");
    }

    @Test
    void theRulesOfAPublishedConfigurationAreThoseThatAreServed() {
        Path file = files.write("complete.yaml", WrittenFiles.resource("valid/complete.yaml"));
        Generation served = files.load(file, Map.of()).generation().orElseThrow();

        RulesResult read = new ConfigLoader(Clock.systemUTC(), Map.of()).rules(served.texts());

        assertThat(served.texts())
                .extracting(PublicText::text)
                .allSatisfy(text -> assertThat(text).doesNotContain("bootstrap", "certificate"));
        Rules rules = read.rules().orElseThrow(() -> new AssertionError(read.problems()));
        assertThat(rules.policy().source()).isEqualTo(served.policy().source());
        assertThat(rules.policy().engine().hash())
                .isEqualTo(served.policy().engine().hash());
        assertThat(rules.routes().routes())
                .extracting(route -> route.id())
                .containsExactlyElementsOf(served.routes().routes().stream()
                        .map(route -> route.id())
                        .toList());
    }

    @Test
    void textsThatCannotBeReadHereSayWhy() {
        List<PublicText> texts = List.of(new PublicText(
                "rules.yaml", "version: 1\ntrust: { levels: [\"${NOBODY_SET_THIS}\"] }\nidentities: {}\n"));

        RulesResult read = new ConfigLoader(Clock.systemUTC(), Map.of()).rules(texts);

        assertThat(read.rules()).isEmpty();
        assertThat(ProblemPrinter.print(read.problems())).contains("rules.yaml:2:", "NOBODY_SET_THIS");
    }

    private static String published(String text) {
        Problems problems = new Problems();
        SourceFile file = SourceFile.of(Path.of("f.yaml"), "f.yaml", text);
        return new YamlComposer(problems)
                .compose(file)
                .map(node -> PublicText.of(file, node).text())
                .orElseThrow(() -> new AssertionError(problems.all()));
    }
}
