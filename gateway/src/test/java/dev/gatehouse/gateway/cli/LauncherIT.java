package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real launcher script in a folder of its own, with a java and an mvn that only say how they were called. */
class LauncherIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String SAY_HOW_MAVEN_WAS_CALLED = "#!/bin/sh\necho \"$@\" >>\"$(dirname \"$0\")/mvn.calls\"\n";

    @TempDir
    private Path folder;

    private LauncherFolder launcher;

    @BeforeEach
    void layOut() throws IOException {
        launcher = LauncherFolder.in(folder, "a home");
        launcher.java("17.0.1");
        launcher.tool("mvn", SAY_HOW_MAVEN_WAS_CALLED);
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        assertThat(launcher.run("check", "a path with spaces").output())
                .contains("[-jar] [" + launcher.home().toRealPath()
                        + "/gateway/target/gatehouse.jar] [check] [a path with spaces]");
    }

    @Test
    void theFolderIsFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a home", "gatehouse"));

        assertThat(launcher.run(link, "version").output())
                .contains(launcher.home().toRealPath() + "/gateway/target/gatehouse.jar");
    }

    @Test
    void nothingIsBuiltWhenTheProgramIsNewerThanItsSources() throws Exception {
        launcher.run("version");

        assertThat(launcher.tools().resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void aNewerSourceIsBuiltOnce() throws Exception {
        LauncherFolder.write(launcher.home().resolve("gateway/target/gatehouse.jar"), "", LONG_AGO);
        LauncherFolder.write(launcher.home().resolve("ingress/src/main/java/A.java"), "", LONG_AGO.plusSeconds(60));

        LauncherFolder.Result first = launcher.run("version");
        launcher.run("version");

        assertThat(first.output()).contains("gatehouse: building").contains("done in");
        assertThat(Files.readAllLines(launcher.tools().resolve("mvn.calls")))
                .singleElement()
                .asString()
                .contains("package -pl gateway,gateway/broker -am");
    }

    @Test
    void aChangedTestIsNoReasonToBuild() throws Exception {
        LauncherFolder.write(
                launcher.home().resolve("gateway/src/test/java/ATest.java"),
                "",
                Instant.now().plusSeconds(60));

        launcher.run("version");

        assertThat(launcher.tools().resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void aBuildThatFailsShowsItsEndAndStops() throws Exception {
        Files.delete(launcher.home().resolve("gateway/target/gatehouse.jar"));
        launcher.tool("mvn", "#!/bin/sh\necho '[ERROR] A.java: no such symbol'\nexit 1\n");

        LauncherFolder.Result result = launcher.run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("no such symbol")
                .contains("the build failed")
                .doesNotContain("[-jar]");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        launcher.java("11.0.2");

        LauncherFolder.Result result = launcher.run("version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("is version 11").contains("needs 17 or newer");
    }

    @Test
    void aNewJavaIsToldThatNativeAccessIsKnown() throws Exception {
        launcher.java("25");

        assertThat(launcher.run("demo").output())
                .contains("[--enable-native-access=ALL-UNNAMED] [--sun-misc-unsafe-memory-access=allow]");
    }

    @Test
    void theCollectorGoesByTheCores() throws Exception {
        launcher.tool("nproc", "#!/bin/sh\necho 2\n");
        assertThat(launcher.run("run", "x").output()).contains("[-XX:+UseSerialGC]");

        launcher.tool("nproc", "#!/bin/sh\necho 3\n");
        assertThat(launcher.run("run", "x").output()).contains("[-XX:+UseG1GC]");
    }

    @Test
    void theOperatorsCollectorIsTheOnlyOne() throws Exception {
        launcher.set("GATEHOUSE_JAVA_OPTS", "-XX:+UseZGC");

        assertThat(launcher.run("run", "x").output())
                .contains("[-XX:+UseZGC]")
                .doesNotContain("SerialGC")
                .doesNotContain("G1GC");
    }

    @Test
    void java17DoesNotGetFlagsItWouldRefuse() throws Exception {
        assertThat(launcher.run("demo").output())
                .doesNotContain("unsafe")
                .doesNotContain("native-access")
                .doesNotContain("Compact");
    }
}
