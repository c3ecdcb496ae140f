package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
    private static final String DOCS = """
            version: 1
            gateway: { listeners: [ { name: public, port: 0 } ], telemetry: { kafka: { bootstrap: ["127.0.0.1:9"] } } }
            trust: { levels: [public, internal] }
            identities: { anonymous: { level: public } }
            routes:
              - { id: docs, uri: "http://docs:80", predicates: [Path=/docs/*, Method=GET], metadata: { identity: none } }
            """;

    @TempDir
    private Path folder;

    @Test
    void theSameConfigurationDiffersInNothing() throws IOException {
        Shell shell = diff(DOCS, DOCS + "# looks other, means the same\n");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).isEqualTo("no difference: the same requests pass, to the same services\n");
    }

    @Test
    void aWiderRouteIsShownByARequestThatCanBeExplained() throws IOException {
        Shell shell = diff("--fail-on-widening", DOCS, DOCS.replace("/docs/*", "/docs/**"));

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.out())
                .contains("+ anonymous  GET /docs\n")
                .contains("    was: denied, no route takes it\n")
                .contains("    now: passes, its route is without an identity\n")
                .contains("    gatehouse explain --from anonymous --send \"GET /docs\" ")
                .contains("routes changed: docs\n")
                .endsWith("1 widened, 0 narrowed, 0 moved to another service\n");
    }

    @Test
    void narrowingIsNoFailure() throws IOException {
        Shell shell = diff("--fail-on-widening", DOCS.replace("Method=GET", "\"Method=GET,POST\""), DOCS);

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("- anonymous  POST /docs/x\n").contains("0 widened, 1 narrowed");
    }

    @Test
    void aPredicateThatIsKnownByItsTextOnlyIsNamed() throws IOException {
        String narrower = DOCS.replace("Method=GET]", "Method=GET, \"Header=x-a,b\"]");

        assertThat(diff(narrower, DOCS).out()).contains("+ anonymous  GET /docs/x\n");
        assertThat(diff(DOCS.replace("/docs/*", "/other"), narrower).out())
                .contains("    where the request meets Header=x-a,b\n");
    }

    @Test
    void programsGetJson() throws IOException {
        Shell shell = diff("--format", "json", DOCS, DOCS.replace("/docs/*", "/docs/**"));

        JsonNode read = JsonMapper.shared().readTree(shell.out());
        assertThat(read.path("differences").path(0).path("kind").asString("")).isEqualTo("widened");
        assertThat(read.path("differences").path(0).path("path").asString("")).isEqualTo("/docs");
        assertThat(read.path("routes_changed").path(0).asString("")).isEqualTo("docs");
    }

    @Test
    void aConfigurationWithErrorsIsPrintedAsCheckDoes() throws IOException {
        Shell shell = diff(DOCS, DOCS.replace("identity: none", "identity: nobody"));

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("unknown identity `nobody`").contains("nothing was compared");
        assertThat(shell.out()).isEmpty();
    }

    private Shell diff(String before, String after) throws IOException {
        return diff("--format", "text", before, after);
    }

    private Shell diff(String option, String before, String after) throws IOException {
        return Shell.run("diff", option, write("before.yaml", before), write("after.yaml", after));
    }

    private Shell diff(String option, String value, String before, String after) throws IOException {
        return Shell.run("diff", option, value, write("before.yaml", before), write("after.yaml", after));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
