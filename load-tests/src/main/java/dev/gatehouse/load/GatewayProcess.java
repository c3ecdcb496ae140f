package dev.gatehouse.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The process whose processor time is measured.
 *
 * @param pid its id, or absent
 * @param absence why there is none, or empty
 */
record GatewayProcess(OptionalLong pid, String absence) {
    static final String PID_FILE = "gatehouse.pid";

    /** The one that was named, or else the one whose id the demonstration wrote into its folder. */
    static GatewayProcess find(long named, Path directory) {
        if (named > 0) {
            return readable(named);
        }
        Path file = directory.resolve(PID_FILE);
        try {
            return readable(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException absent) {
            return new GatewayProcess(OptionalLong.empty(), "no process id in " + file + "; name one with --pid");
        }
    }

    private static GatewayProcess readable(long pid) {
        return ProcessCpu.of(pid).micros().isPresent()
                ? new GatewayProcess(OptionalLong.of(pid), "")
                : new GatewayProcess(
                        OptionalLong.empty(), "/proc/" + pid + "/stat cannot be read (gone, or this is not Linux)");
    }

    OptionalLong cpuMicros() {
        return pid.isPresent() ? ProcessCpu.of(pid.getAsLong()).micros() : OptionalLong.empty();
    }
}
