package dev.gatehouse.gateway.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second demonstration out of a folder. The lock is the operating system's, and dies with the process. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    static DirectoryLock take(Path directory) throws DemoProblem {
        FileChannel file = null;
        try {
            file = FileChannel.open(
                    directory.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() != null) {
                return new DirectoryLock(file);
            }
            file.close();
        } catch (OverlappingFileLockException taken) {
            close(file);
        } catch (IOException failure) {
            close(file);
            throw new DemoProblem("cannot write to " + Shown.path(directory) + ": " + failure.getMessage(), failure);
        }
        throw new DemoProblem("another demonstration is running in " + Shown.path(directory)
                + "; stop it, or choose another with --dir");
    }

    private static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException alreadyClosed) {
            // It is not ours, one way or the other.
        }
    }

    @Override
    public void close() {
        close(file);
    }
}
