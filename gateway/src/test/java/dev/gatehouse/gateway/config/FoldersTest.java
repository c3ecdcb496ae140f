package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    private static final String GATEWAY = """
            version: 1
            gateway: { listeners: [{ name: public, port: 8080 }] }
            """;
    private static final String TRUST = """
            version: 1
            trust: { levels: [public] }
            """;

    @TempDir
    private Path folder;

    private WrittenFiles files;
    private Path read;

    @BeforeEach
    void makeFolder() throws IOException {
        files = new WrittenFiles(folder);
        read = files.folder("read");
    }

    @Test
    void aBrokenFileDoesNotHideTheProblemsOfTheOthersAndIsNotBlamedOnThem() throws IOException {
        Files.writeString(read.resolve("a.yaml"), GATEWAY.replace("8080", "eighty"));
        Files.writeString(read.resolve("b.yaml"), "version: 1\ntrust: [\n");
        Files.write(read.resolve("c.yaml"), "version: 1 # \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(read.resolve("d.yaml"), "version: 1\nidentities: { web: { levl: public } }\n");

        assertThat(printed()).isEqualTo("""
                read/a.yaml:2:46: `port` must be a whole number from 0 to 65535
                   |
                 2 | gateway: { listeners: [{ name: public, port: eighty }] }
                   |                                              ^^^^^^
                read/b.yaml:3:1: not valid YAML: expected the node content, but found '<stream end>'
                   |
                 3 |
                   | ^
                read/c.yaml: not UTF-8 text
                read/d.yaml:2:22: identity `web`: unknown key `levl`
                   |
                 2 | identities: { web: { levl: public } }
                   |                      ^^^^
                   = help: did you mean `level`? known keys: `accepts`, `compartments`, `jwt`, `level`, `spiffe`
                4 problems; nothing is served
                """);
    }

    @Test
    void whatTwoFilesDefineIsReportedWithBothPlaces() throws IOException {
        Files.writeString(read.resolve("a.yaml"), GATEWAY + TRUST.replace("version: 1\n", "") + """
                identities: { anonymous: { level: public } }
                upstreams: { shop: { endpoints: ["http://127.0.0.1:9001"] } }
                routes:
                  - { id: shop, uri: "lb://shop", predicates: [Path=/**], metadata: { identity: none } }
                """);
        Files.writeString(read.resolve("b.yml"), GATEWAY + TRUST.replace("version: 1\n", "") + """
                identities: { anonymous: { level: public } }
                upstreams: { shop: { endpoints: ["http://127.0.0.1:9002"] } }
                routes:
                  - { id: shop, uri: "lb://shop", predicates: [Path=/shop], metadata: { identity: none } }
                """);

        assertThat(files.load(read).problems())
                .filteredOn(Problem::isError)
                .allMatch(problem -> problem.file().endsWith("b.yml"))
                .extracting(Problem::message)
                .containsExactly(
                        "`gateway` is written in two files",
                        "`trust` is written in two files",
                        "identity `anonymous` is defined in two files",
                        "upstream `shop` is defined in two files",
                        "two routes are called `shop`");
    }

    @Test
    void theFilesOfAMountedConfigMapAreReadOnce() throws IOException {
        Path data = Files.createDirectories(read.resolve("..2026_11_23"));
        Files.writeString(data.resolve("gateway.yaml"), GATEWAY);
        Files.writeString(data.resolve("trust.yaml"), TRUST);
        Files.createSymbolicLink(read.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(read.resolve("gateway.yaml"), Path.of("..data/gateway.yaml"));
        Files.createSymbolicLink(read.resolve("trust.yaml"), Path.of("..data/trust.yaml"));

        ConfigResult result = files.load(read);

        assertThat(result.problems()).as(files.printed(result.problems())).isEmpty();
        assertThat(result.generation().orElseThrow().size().files()).isEqualTo(2);
    }

    @Test
    void aSectionThatNoFileHasIsReportedOnce() throws IOException {
        Files.writeString(read.resolve("a.yaml"), "version: 1\n");

        assertThat(printed()).isEqualTo("""
                read/a.yaml: `gateway` is missing
                   = help: say where to listen
                read/a.yaml: `trust` is missing
                   = help: name at least its `levels`
                2 problems; nothing is served
                """);
    }

    @Test
    void aFolderWithoutYamlIsAProblem() {
        assertThat(printed()).isEqualTo("read: no `.yaml` file in this folder\n1 problem; nothing is served\n");
    }

    private String printed() {
        return files.printed(files.load(read).problems());
    }
}
