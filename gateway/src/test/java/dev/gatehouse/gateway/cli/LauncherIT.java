package dev.gatehouse.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real launcher script in a folder of its own, with a java and an mvn that only say how they were called. */
class LauncherIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String SAY_HOW_MAVEN_WAS_CALLED = "#!/bin/sh\necho \"$@\" >>\"$(dirname \"$0\")/mvn.calls\"\n";

    @TempDir
    private Path folder;

    private Path home;
    private Path tools;

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Path script = Files.copy(Path.of("..", "gatehouse").toAbsolutePath(), home.resolve("gatehouse"));
        makeExecutable(script);
        for (String module : List.of("policy-engine", "telemetry-pipeline", "ingress", "gateway")) {
            write(home.resolve(module).resolve("src/main/java/A.java"), "", LONG_AGO);
        }
        write(home.resolve("pom.xml"), "", LONG_AGO);
        write(home.resolve("gateway/target/gatehouse.jar"), "", Instant.now());
        write(home.resolve("gateway/broker/target/broker.jar"), "", Instant.now());
        java("17.0.1");
        tool("mvn", SAY_HOW_MAVEN_WAS_CALLED);
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        assertThat(run("check", "a path with spaces").output())
                .contains(
                        "[-jar] [" + home.toRealPath() + "/gateway/target/gatehouse.jar] [check] [a path with spaces]");
    }

    @Test
    void theFolderIsFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a home", "gatehouse"));

        assertThat(run(link, "version").output()).contains(home.toRealPath() + "/gateway/target/gatehouse.jar");
    }

    @Test
    void nothingIsBuiltWhenTheProgramIsNewerThanItsSources() throws Exception {
        run("version");

        assertThat(tools.resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void aNewerSourceIsBuiltOnce() throws Exception {
        write(home.resolve("gateway/target/gatehouse.jar"), "", LONG_AGO);
        write(home.resolve("ingress/src/main/java/A.java"), "", LONG_AGO.plusSeconds(60));

        Result first = run("version");
        run("version");

        assertThat(first.output()).contains("gatehouse: building").contains("done in");
        assertThat(Files.readAllLines(tools.resolve("mvn.calls")))
                .singleElement()
                .asString()
                .contains("package -pl gateway,gateway/broker -am");
    }

    @Test
    void aChangedTestIsNoReasonToBuild() throws Exception {
        write(
                home.resolve("gateway/src/test/java/ATest.java"),
                "",
                Instant.now().plusSeconds(60));

        run("version");

        assertThat(tools.resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void aBuildThatFailsShowsItsEndAndStops() throws Exception {
        Files.delete(home.resolve("gateway/target/gatehouse.jar"));
        tool("mvn", "#!/bin/sh\necho '[ERROR] A.java: no such symbol'\nexit 1\n");

        Result result = run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("no such symbol")
                .contains("the build failed")
                .doesNotContain("[-jar]");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        java("11.0.2");

        Result result = run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("is version 11").contains("needs 17 or newer");
    }

    @Test
    void aNewJavaIsToldThatNativeAccessIsKnown() throws Exception {
        java("25");

        assertThat(run("demo").output())
                .contains("[--enable-native-access=ALL-UNNAMED] [--sun-misc-unsafe-memory-access=allow]");
    }

    @Test
    void java17DoesNotGetFlagsItWouldRefuse() throws Exception {
        assertThat(run("demo").output()).doesNotContain("unsafe").doesNotContain("native-access");
    }

    private void java(String version) throws IOException {
        tool("bin/java", """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "VERSION" 2024-01-01' >&2; exit 0; fi
                printf '[%s] ' "$@"
                """.replace("VERSION", version));
    }

    private void tool(String name, String script) throws IOException {
        write(tools.resolve(name), script, Instant.now());
        makeExecutable(tools.resolve(name));
    }

    private static void write(Path file, String text, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("gatehouse"), arguments);
    }

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", tools.toString());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().remove("GATEHOUSE_BUILD");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output, UTF_8));
    }

    private record Result(int exitCode, String output) {}
}
