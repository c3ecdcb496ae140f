package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine, which may or may not be there. */
final class Installed {
    // Debian keeps servers where only root looks by itself.
    private static final List<String> MORE = List.of("/usr/sbin", "/usr/local/sbin");

    private Installed() {}

    static Optional<Path> find(String program) {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), MORE.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first group of the pattern in what the program prints. */
    static Optional<String> version(String program, String option, Pattern pattern) {
        return find(program)
                .flatMap(path -> printed(path, option))
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static Optional<String> printed(Path program, String option) {
        try {
            Process process = new ProcessBuilder(program.toString(), option)
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return Optional.of(text);
        } catch (IOException failure) {
            return Optional.empty();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
