package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private static final String SHOP = """
            version: 1
            gateway: { listeners: [ { name: public, port: 0 } ], telemetry: { kafka: { bootstrap: ["127.0.0.1:9"] } } }
            trust: { levels: [public, internal] }
            identities: { anonymous: { level: public } }
            routes: [ { id: docs, uri: "http://docs:80", predicates: [Path=/docs, "Header=x-a,b"], metadata: { identity: none } } ]
            """;

    @TempDir
    private Path folder;

    @Test
    void anAnswerIsNoFailureWhateverItIs() throws IOException {
        Shell allowed = explain("--from", "anonymous", "--send", "GET /docs?q=1", "--header", "x-a: b");
        Shell lost = explain("--from", "anonymous", "--send", "GET /docs", "--at", "2026-12-24");

        assertThat(allowed.exitCode()).isZero();
        assertThat(allowed.out()).contains(": allowed\n", "`/docs`, canonical, with query `q=1`");
        assertThat(lost.exitCode()).isZero();
        assertThat(lost.out())
                .startsWith("GET /docs from anonymous at 2026-12-24T00:00:00Z: no route takes it (404)\n")
                .contains("not `docs`: `Header=x-a,b` says no");
    }

    @Test
    void programsGetJson() throws IOException {
        Shell shell = explain("--from", "anonymous", "--send", "GET /docs", "--format", "json");

        assertThat(shell.out()).startsWith("{").contains("\"status\" : 404");
    }

    @Test
    void aChainMayHaveSeveralMembers() throws IOException {
        Shell shell = explain(
                "--from",
                "anonymous",
                "--on-behalf-of",
                "anonymous",
                "--on-behalf-of",
                "anonymous",
                "--send",
                "GET /docs");

        assertThat(shell.exitCode()).as(shell.err()).isZero();
        assertThat(shell.out())
                .startsWith("GET /docs from anonymous on behalf of anonymous on behalf of anonymous at ");
    }

    @Test
    void aConfigurationWithErrorsIsPrintedAsCheckDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), SHOP.replace("identity: none", "identity: nobody"));

        Shell shell = Shell.run("explain", "--from", "anonymous", "--send", "GET /docs", file.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .contains("bad.yaml:5:", "unknown identity `nobody`")
                .contains("nothing can be explained");
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from web --send GET_/ | unknown identity `web`: defined identities: `anonymous`",
                "--from anonymous | --from IDENTITY --send",
                "--from anonymous --send GET | takes a method and a path",
                "--from anonymous --send GET_/ --header x | takes NAME:VALUE",
                "--from anonymous --send GET_/ --client here | takes an address",
                "--from anonymous --send GET_/ --at noon | takes a day or a moment"
            })
    void whatCannotBeMeantIsUsedWrongly(String arguments, String message) throws IOException {
        Shell shell = explain(Arrays.stream(arguments.split(" "))
                .map(word -> word.replace('_', ' '))
                .toArray(String[]::new));

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains(message);
    }

    private Shell explain(String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("gatehouse.yaml"), SHOP);
        String[] all = new String[arguments.length + 2];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 1] = file.toString();
        return Shell.run(all);
    }
}
