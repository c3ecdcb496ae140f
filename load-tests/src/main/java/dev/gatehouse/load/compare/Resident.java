package dev.gatehouse.load.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of a process lies in memory, as Linux says. */
final class Resident {
    private static final String KEY = "VmRSS:";

    private Resident() {}

    /** Bytes, or 0 for a process that is gone. */
    static long bytes(Path process) {
        try {
            return Files.readAllLines(process.resolve("status")).stream()
                    .filter(line -> line.startsWith(KEY))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(KEY.length()).strip().split(" ")[0]) * 1024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
