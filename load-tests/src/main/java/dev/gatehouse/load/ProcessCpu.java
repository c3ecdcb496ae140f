package dev.gatehouse.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads from Linux how much processor time another process has used, in user and kernel mode together. */
public final class ProcessCpu {
    // Linux shows ticks of 1/100 s to programs, whatever the kernel itself counts in.
    private static final long MICROS_PER_TICK = 10_000;
    // Counted from the state, which is the first field behind the name.
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Path stat;

    ProcessCpu(Path proc, long pid) {
        stat = proc.resolve(Long.toString(pid)).resolve("stat");
    }

    public static ProcessCpu of(long pid) {
        return new ProcessCpu(Path.of("/proc"), pid);
    }

    /** Microseconds since the process began, or nothing if this system does not say, or there is no such process. */
    public OptionalLong micros() {
        try {
            String line = Files.readString(stat);
            // The name stands in brackets and may hold anything, brackets and spaces too.
            String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            return OptionalLong.of(ticks * MICROS_PER_TICK);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException absent) {
            return OptionalLong.empty();
        }
    }
}
