package dev.gatehouse.telemetry.publish;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A file of client properties, in the form that Kafka's own tools take with {@code --command-config}. */
public final class PropertiesFile {
    private static final long MOST_BYTES = 1024 * 1024;

    private PropertiesFile() {}

    /**
     * What stands in it.
     *
     * @throws IOException if it cannot be read; its message is one line for an operator, and tells nothing of the content
     */
    public static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try {
            // A pipe or a device may never end.
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (!Files.isRegularFile(file)) {
                throw new IOException("`" + file + "` is no file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("`" + file + "` is larger than 1 MiB");
            }
            properties.load(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new IOException("`" + file + "` is not there", e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new IOException("`" + file + "` may not be read by this user", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("`" + file + "` has a `\\u` that four hexadecimal digits do not follow", e);
        }
        Map<String, String> read = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
