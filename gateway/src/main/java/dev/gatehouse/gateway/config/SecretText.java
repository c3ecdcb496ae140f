package dev.gatehouse.gateway.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Reads a text that may stand in a file of its own, {@code {file: PATH}}, as secrets do that are mounted. */
final class SecretText {
    private static final long MOST_BYTES = 1024 * 1024;

    private SecretText() {}

    static Optional<String> read(String key, Value item) {
        return item.isMapping()
                ? item.section(key, List.of("file"))
                        .flatMap(section -> section.need("file"))
                        .flatMap(SecretText::content)
                : item.text(key);
    }

    private static Optional<String> content(Value value) {
        return value.path("file").flatMap(path -> {
            try {
                if (Files.size(path) <= MOST_BYTES) {
                    return Optional.of(
                            Files.readString(path, StandardCharsets.UTF_8).strip());
                }
                value.error("`file`: `" + path + "` is larger than 1 MiB", "");
            } catch (IOException e) {
                value.error("`file`: `" + path + "` cannot be read", "");
            }
            return Optional.empty();
        });
    }
}
