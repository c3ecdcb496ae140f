package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A segment in a file. What was appended outlives the process at once, and the machine once it was synced. */
final class FileBytes implements SegmentBytes {
    private static final Logger LOG = LoggerFactory.getLogger(FileBytes.class);

    private final Path file;
    private final FileChannel channel;
    private long end;
    private boolean isDeleted;

    private FileBytes(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
    }

    static FileBytes create(Path file) throws IOException {
        return new FileBytes(
                file,
                FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                0);
    }

    /** Opens what a former start left; it is only read. */
    static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileBytes(file, channel, channel.size());
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        long at = end;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            cutOff();
            throw e;
        }
        end = at;
    }

    /** Takes back what an append wrote before it failed: the next start must not find it twice. */
    private void cutOff() {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            LOG.warn("telemetry spool file not cut file={} reason={}", file, e.toString());
        }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return channel.read(into, offset);
    }

    @Override
    public synchronized boolean sync() throws IOException {
        if (!isDeleted) {
            channel.force(false);
        }
        return true;
    }

    @Override
    public synchronized void delete() {
        isDeleted = true;
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("telemetry spool file not deleted file={} reason={}", file, e.toString());
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("telemetry spool file not closed file={} reason={}", file, e.toString());
        }
    }
}
