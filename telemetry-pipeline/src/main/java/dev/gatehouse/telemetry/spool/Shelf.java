package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where new segments come from: the disk, and memory while the disk cannot be written.
 *
 * <p>For the thread that writes the spool.
 */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String SUFFIX = ".seg";

    private final @Nullable Path folder;
    private final AtomicLong memory;
    private boolean isTroubled;
    private long retryAtNanos;

    /** Without a folder there is only memory. */
    Shelf(@Nullable Path folder, AtomicLong memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** Makes room for a segment that begins at a position. */
    SegmentBytes create(long base) {
        if (folder == null || (isTroubled && System.nanoTime() - retryAtNanos < 0)) {
            return new HeapBytes(memory);
        }
        try {
            return FileBytes.create(fileOf(folder, base));
        } catch (IOException e) {
            failed(e);
            return new HeapBytes(memory);
        }
    }

    /** Notes that the disk did not take what was written. */
    void failed(IOException reason) {
        if (!isTroubled) {
            LOG.warn(
                    "telemetry spool cannot write, memory is used meanwhile folder={} reason={}",
                    folder,
                    reason.toString());
        }
        isTroubled = true;
        retryAtNanos = System.nanoTime() + RETRY_NANOS;
    }

    /** Notes that the disk took what was written. */
    void worked(SegmentBytes bytes) {
        if (isTroubled && bytes instanceof FileBytes) {
            LOG.info("telemetry spool writes again folder={}", folder);
            isTroubled = false;
        }
    }

    static Path fileOf(Path folder, long base) {
        return folder.resolve(String.format("%019d", base) + SUFFIX);
    }

    /** The position that a file's name tells; -1 if it is no segment. */
    static long baseOf(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            return -1;
        }
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
