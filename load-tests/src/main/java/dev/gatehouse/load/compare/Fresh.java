package dev.gatehouse.load.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of our own, without what an earlier comparison left in it. */
final class Fresh {

    private Fresh() {}

    static Path folder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> old;
            try (Stream<Path> walk = Files.walk(folder)) {
                old = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : old) {
                Files.delete(file);
            }
        }
        return Files.createDirectories(folder);
    }
}
