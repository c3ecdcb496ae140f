package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesWithinTest {
    private static final String TWO_ROUTES = """
            version: 1
            gateway: { listeners: [{ name: public, port: 0 }], telemetry: { kafka: { bootstrap: ["127.0.0.1:9"] } } }
            trust: { levels: [public, internal] }
            identities: { anonymous: { level: public } }
            routes:
              - { id: old, uri: "http://old:80", predicates: ["Path=/docs/old,/a/{x:[0-9]+}"], metadata: { identity: none } }
              - { id: docs, uri: "http://docs:80", predicates: [Path=/docs/**, Method=GET], metadata: { identity: none } }
            """;

    @TempDir
    private Path folder;

    @Test
    void aCallWhosePathsAllTakeSomeRouteToOneServiceIsThere() throws IOException {
        assertThat(foreseen("GET", "/docs/*/x")).isInstanceOf(Foreseen.Decided.class);
        assertThat(outcome("GET", "/docs/**")).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void aTemplateOfWhichOnlySomePathsAreRoutedIsNotGuessed() throws IOException {
        assertThat(foreseen("GET", "/**")).isInstanceOf(Foreseen.Undecidable.class);
        assertThat(foreseen("POST", "/docs/*")).isInstanceOf(Foreseen.Undecidable.class);
    }

    @Test
    void aPatternThatOnlySpringReadsMayAgreeToAnyPath() throws IOException {
        assertThat(foreseen("GET", "/b/*")).isInstanceOf(Foreseen.Undecidable.class);
    }

    @Test
    void whatNoRouteTakesIsLost() throws IOException {
        String templates = TWO_ROUTES.replace(",/a/{x:[0-9]+}", "");

        assertThat(candidate(templates).foresee(call("GET", "/b/{id}")))
                .extracting(foreseen -> ((Foreseen.Decided) foreseen).outcome())
                .isEqualTo(Outcome.NO_ROUTE);
    }

    private Outcome outcome(String method, String template) throws IOException {
        return ((Foreseen.Decided) foreseen(method, template)).outcome();
    }

    private Foreseen foreseen(String method, String template) throws IOException {
        return candidate(TWO_ROUTES).foresee(call(method, template));
    }

    private static RecordedCall call(String method, String template) {
        return Calls.from("anonymous", method, template).service("").call();
    }

    private Candidate candidate(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("candidate.yaml"), yaml);
        Generation generation =
                new ConfigLoader().loadUntested(file).generation().orElseThrow();
        return new Candidate(generation.routes(), generation.policy());
    }
}
