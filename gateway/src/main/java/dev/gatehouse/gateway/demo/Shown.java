package dev.gatehouse.gateway.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How things are written for the person at the terminal. */
final class Shown {

    private Shown() {}

    /** A path as one would type it: relative to the current folder, unless it lies outside. */
    static String path(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
