package dev.gatehouse.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerIT {
    @TempDir
    private Path folder;

    @Test
    void writesWhereTheTimeOfAnotherJvmWent() throws Exception {
        Path source = folder.resolve("Busy.java");
        Files.writeString(source, """
                public class Busy {
                    public static void main(String[] arguments) {
                        for (long stopAt = System.nanoTime() + 60_000_000_000L; spin() - stopAt < 0;) {}
                    }

                    static long spin() {
                        return System.nanoTime();
                    }
                }
                """);
        Process busy = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), source.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("busy.log").toFile())
                .start();
        try {
            Profiler profiler = Profiler.in(folder);
            profiler.start(busy.pid());
            long from = System.nanoTime();
            while (System.nanoTime() - from < 2_000_000_000L) {
                Thread.onSpinWait();
            }
            profiler.stop(busy.pid(), folder.resolve("graph.html"), folder.resolve("methods.txt"));
        } finally {
            busy.destroyForcibly().waitFor();
        }

        // The graph writes the beginning that two names share only once.
        assertThat(folder.resolve("graph.html")).content().contains("<html", "usy.main");
        assertThat(folder.resolve("methods.txt")).content().contains("ns  percent");
    }
}
