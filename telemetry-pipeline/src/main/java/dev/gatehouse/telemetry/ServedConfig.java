package dev.gatehouse.telemetry;

import java.util.List;

/**
 * A configuration as the gateway publishes it: by its hash, its files as they were written.
 *
 * <p>Whoever hands it over has taken out what must not be read by others.
 */
public record ServedConfig(String hash, long generation, List<File> files) {

    public ServedConfig {
        files = List.copyOf(files);
    }

    /** One file: its name, as positions in it are told, and its text. */
    public record File(String name, String text) {}
}
