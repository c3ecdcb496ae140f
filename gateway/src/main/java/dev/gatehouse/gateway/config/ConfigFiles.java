package dev.gatehouse.gateway.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds and reads the operator's YAML files: one file, or all of a folder in the order of their names.
 *
 * <p>Names that begin with a dot are passed over: among them is the {@code ..data} link of a mounted
 * ConfigMap, whose files also stand beside it.
 */
final class ConfigFiles {
    static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_FILES = 1000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Problems problems;

    ConfigFiles(Problems problems) {
        this.problems = problems;
    }

    List<SourceFile> read(Path fileOrFolder) {
        if (!Files.exists(fileOrFolder)) {
            refuse(fileOrFolder, "no such file or folder", "");
            return List.of();
        }
        // A pipe or a device may never end.
        if (!Files.isDirectory(fileOrFolder) && !Files.isRegularFile(fileOrFolder)) {
            refuse(fileOrFolder, "neither a file nor a folder", "");
            return List.of();
        }
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths(fileOrFolder)) {
            read(path, files);
        }
        return files;
    }

    private List<Path> paths(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> entries = Files.list(fileOrFolder)) {
            List<Path> paths = entries.filter(ConfigFiles::isYaml)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (paths.isEmpty()) {
                refuse(fileOrFolder, "no `.yaml` file in this folder", "");
            }
            if (paths.size() > MOST_FILES) {
                refuse(fileOrFolder, "more than " + MOST_FILES + " files", "");
                return List.of();
            }
            return paths;
        } catch (IOException e) {
            refuse(fileOrFolder, "cannot list this folder", "check that it may be read");
            return List.of();
        }
    }

    private void read(Path path, List<SourceFile> files) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                refuse(path, "larger than " + MOST_BYTES / (1024 * 1024) + " MiB", "split it into several files");
                return;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            files.add(
                    SourceFile.of(path, path.toString(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (CharacterCodingException e) {
            refuse(path, "not UTF-8 text", "");
        } catch (IOException e) {
            refuse(path, "cannot be read", "check that it may be read");
        }
    }

    private void refuse(Path path, String message, String help) {
        problems.add(Problem.ofFile(path.toString(), message, help));
    }

    private static boolean isYaml(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
