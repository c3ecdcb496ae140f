package dev.gatehouse.gateway.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second demonstration out of a folder. The lock is the operating system's, and dies with the process.
 *
 * <p>Beside it lies {@code gatehouse.pid} with the process's id, for whoever wants to measure or to stop it.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel file;
    private final Path processId;

    private DirectoryLock(FileChannel file, Path processId) {
        this.file = file;
        this.processId = processId;
    }

    static DirectoryLock take(Path directory) throws DemoProblem {
        FileChannel file = null;
        try {
            file = FileChannel.open(
                    directory.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() != null) {
                Path processId = directory.resolve("gatehouse.pid");
                Files.writeString(processId, ProcessHandle.current().pid() + "\n");
                return new DirectoryLock(file, processId);
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
        try {
            Files.deleteIfExists(processId);
        } catch (IOException undeletable) {
            // The next start writes it anew.
        }
        close(file);
    }
}
