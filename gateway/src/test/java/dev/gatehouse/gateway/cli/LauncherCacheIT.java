package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warms up a program of one class by the real launcher and the JDK that runs this test, and sees what a start takes. */
class LauncherCacheIT {
    private static final String LOADED_FROM_THE_CACHE = Greeting.class.getName() + " source: shared objects file";
    private static final String LOADED = Greeting.class.getName() + " source: ";
    private static final String SAY_WHAT_IS_LOADED = "-Xlog:class+load:stdout";

    @TempDir
    private Path folder;

    private LauncherFolder launcher;

    @BeforeEach
    void layOut() throws IOException {
        // A JDK 17 keeps no class of a jar whose path has a space in it.
        launcher = LauncherFolder.in(folder, "home");
        launcher.set("JAVA_HOME", System.getProperty("java.home"));
        launcher.set("GATEHOUSE_JAVA_OPTS", SAY_WHAT_IS_LOADED);
        writeProgram(launcher.jar(), "one");
    }

    @Test
    void aStartTakesItsClassesFromTheCacheThatWasMade() throws Exception {
        assertThat(launcher.run("run", "x").output()).contains(LOADED).doesNotContain(LOADED_FROM_THE_CACHE);

        LauncherFolder.Result warm = launcher.run("warm");

        assertThat(warm.output()).contains("gatehouse: warming up ... done");
        assertThat(warm.exitCode()).isZero();
        assertThat(launcher.run("run", "x").output())
                .contains(LOADED_FROM_THE_CACHE)
                .contains("hello");
    }

    @Test
    void aCacheOfAnotherProgramIsPassedOverInSilence() throws Exception {
        launcher.run("warm");
        writeProgram(launcher.jar(), "another");

        startsWithoutTheCacheAndWithoutAWord();
    }

    @Test
    void aDamagedCacheNeverEndsAStart() throws Exception {
        launcher.run("warm");
        Path cache = cache();
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            for (long at = file.length() / 4; at < file.length() / 2; at += 64) {
                file.seek(at);
                file.write(at % 3 == 0 ? 0xA5 : 0x5A);
            }
        }

        startsWithoutTheCacheAndWithoutAWord();

        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        startsWithoutTheCacheAndWithoutAWord();
    }

    @Test
    void anOperatorMaySwitchItOffOrSpeakForHimself() throws Exception {
        launcher.run("warm");
        launcher.set("GATEHOUSE_AOT", "never");

        startsWithoutTheCacheAndWithoutAWord();

        launcher.set("GATEHOUSE_AOT", "");
        launcher.set("GATEHOUSE_JAVA_OPTS", SAY_WHAT_IS_LOADED + " -Xshare:off");

        startsWithoutTheCacheAndWithoutAWord();
    }

    @Test
    void anotherCollectorMayBeChosen() throws Exception {
        launcher.run("warm");
        launcher.set("GATEHOUSE_JAVA_OPTS", "-XX:+UseSerialGC");

        assertThat(launcher.run("run", "x")).isEqualTo(new LauncherFolder.Result(0, "hello\n"));
    }

    @Test
    void aWarmUpThatFailsLeavesNothingBehind() throws Exception {
        launcher.set("GATEHOUSE_JAVA_OPTS", "-Dfail=yes");

        LauncherFolder.Result warm = launcher.run("warm");

        assertThat(warm.exitCode()).isEqualTo(1);
        assertThat(warm.output()).contains("failed").contains("no cache was made");
        assertThat(launcher.jar().resolveSibling("warm")).isEmptyDirectory();
    }

    private void startsWithoutTheCacheAndWithoutAWord() throws IOException, InterruptedException {
        LauncherFolder.Result start = launcher.run("run", "x");

        assertThat(start.exitCode()).isZero();
        assertThat(start.output())
                .contains("hello")
                .contains(LOADED)
                .doesNotContain(LOADED_FROM_THE_CACHE)
                .doesNotContain("[warning]")
                .doesNotContain("[error]");
    }

    private Path cache() throws IOException {
        try (Stream<Path> files = Files.list(launcher.jar().resolveSibling("warm"))) {
            Path cache = files.filter(file -> !file.toString().endsWith(".of"))
                    .findFirst()
                    .orElseThrow();
            assertThat(cache.toFile().setWritable(true)).isTrue();
            return cache;
        }
    }

    private static void writeProgram(Path jar, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        String file = Greeting.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream program = new JarOutputStream(out, manifest)) {
            program.putNextEntry(new JarEntry(file));
            Objects.requireNonNull(Greeting.class.getClassLoader().getResourceAsStream(file))
                    .transferTo(program);
        }
    }

    /** The program that is started in place of ours. */
    static final class Greeting {
        private Greeting() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
            System.exit(System.getProperty("fail") == null ? 0 : 1);
        }
    }
}
