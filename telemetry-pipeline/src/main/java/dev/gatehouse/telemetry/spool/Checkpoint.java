package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a spool was sent: a position with a checksum, in two places that are written in turn, so that a torn write
 * leaves the one before.
 *
 * <p>An older position than the true one costs records that come twice, never one that is missing.
 */
final class Checkpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final int PLACE_BYTES = Long.BYTES * 2;

    private final @Nullable FileChannel channel;
    private final ByteBuffer place = ByteBuffer.allocate(PLACE_BYTES);
    private volatile long position;
    private int turn;
    private boolean isTroubled;

    private Checkpoint(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Nothing outlives the process, so nothing needs to be kept. */
    static Checkpoint none() {
        return new Checkpoint(null);
    }

    static Checkpoint open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Checkpoint checkpoint = new Checkpoint(channel);
        checkpoint.position = Math.max(readAt(channel, 0), readAt(channel, PLACE_BYTES));
        return checkpoint;
    }

    private static long readAt(FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES);
        channel.read(bytes, offset);
        bytes.flip();
        if (bytes.remaining() < PLACE_BYTES) {
            return 0;
        }
        long position = bytes.getLong();
        return bytes.getLong() == checksumOf(position) ? position : 0;
    }

    long read() {
        return position;
    }

    void write(long upTo) {
        position = upTo;
        if (channel == null) {
            return;
        }
        place.clear().putLong(upTo).putLong(checksumOf(upTo)).flip();
        try {
            channel.write(place, (long) turn * PLACE_BYTES);
            turn = 1 - turn;
            isTroubled = false;
        } catch (IOException e) {
            if (!isTroubled) {
                LOG.warn("telemetry spool checkpoint not written reason={}", e.toString());
            }
            isTroubled = true;
        }
    }

    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("telemetry spool checkpoint not closed reason={}", e.toString());
            }
        }
    }

    private static long checksumOf(long position) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
        return ~checksum.getValue();
    }
}
