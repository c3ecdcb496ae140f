package dev.gatehouse.gateway.config;

import java.nio.file.Path;
import java.util.List;

/** One YAML file: where it is, what it is called in messages, and its lines. */
record SourceFile(Path path, String name, String text, List<String> lines) {
    static SourceFile of(Path path, String name, String text) {
        return new SourceFile(path, name, text, text.lines().toList());
    }

    /** The line with this number, counted from 1; empty beyond the end. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** A path of the file, taken from the folder that the file is in. */
    Path resolve(String written) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? Path.of(written) : folder.resolve(written).normalize();
    }
}
