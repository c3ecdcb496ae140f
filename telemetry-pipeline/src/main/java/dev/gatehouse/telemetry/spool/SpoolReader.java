package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a spool in order, from where the last reader had come to. What cannot be read is told as lost, and passed over.
 *
 * <p>For one thread.
 */
public final class SpoolReader {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolReader.class);
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Spool spool;
    private final Checkpoint checkpoint;
    private final Frame frame = new Frame();
    private final Lanes lanes = new Lanes();
    private ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).limit(0);
    private @Nullable Segment segment;
    private long position;

    SpoolReader(Spool spool, Checkpoint checkpoint) {
        this.spool = spool;
        this.checkpoint = checkpoint;
        this.position = checkpoint.read();
    }

    /**
     * A record with its surroundings.
     *
     * @param record what was written
     * @param writer who wrote it
     * @param end the position after it
     */
    public record Read(SpoolRecord record, Writer writer, long end) {}

    /** The next record; null if there is none yet. */
    public @Nullable Read next() {
        while (true) {
            Segment current = segment;
            if (current == null || position >= current.end()) {
                current = enterNext();
                if (current == null) {
                    return null;
                }
            }
            try {
                SpoolRecord record = readFrame(current);
                if (record != null) {
                    return new Read(record, current.header().writer(), position);
                }
                skipRest(current, "its frame is damaged");
            } catch (IOException e) {
                skipRest(current, e.toString());
            }
        }
    }

    private @Nullable Segment enterNext() {
        Segment next = spool.claim(position);
        if (next == null) {
            return null;
        }
        if (next != segment || position < next.start()) {
            segment = next;
            position = Math.max(position, next.start());
            chunk.clear().limit(0);
        }
        // A segment that was just begun has a header and no frame yet.
        return position < next.end() ? next : null;
    }

    private @Nullable SpoolRecord readFrame(Segment current) throws IOException {
        int size = Frame.sizeAt(chunk);
        if (size == 0 || size > chunk.remaining()) {
            fill(current, Math.max(size, Integer.BYTES));
            size = Frame.sizeAt(chunk);
        }
        if (size <= 0 || size > chunk.remaining()) {
            return null;
        }
        SpoolRecord record = frame.read(chunk, lanes);
        if (record != null) {
            position += size;
        }
        return record;
    }

    private void fill(Segment current, int atLeast) throws IOException {
        if (atLeast > chunk.capacity()) {
            chunk = ByteBuffer.allocateDirect(atLeast);
        }
        chunk.clear();
        while (chunk.position() < atLeast && current.read(chunk, position + chunk.position()) > 0) {
            chunk.limit(chunk.capacity());
        }
        chunk.flip();
    }

    private void skipRest(Segment current, String reason) {
        // One look at both: what is appended meanwhile is neither lost nor passed over.
        Segment.Content content = current.content();
        LaneNumbers lost = SegmentScan.after(current, content.numbers(), position);
        LOG.warn(
                "telemetry spool not readable to the end segment={} records={} reason={}",
                current.base(),
                lost.count(),
                reason);
        spool.losses().lost(LossSink.Loss.UNREADABLE, current.header().writer().bootId(), lost);
        position = content.end();
        chunk.clear().limit(0);
    }

    /** The position after the record that was read last. */
    public long position() {
        return position;
    }

    /** Goes back to a position that was read before and not released. */
    public void seek(long to) {
        position = to;
        segment = null;
        chunk.clear().limit(0);
    }

    /** Everything below was sent: the next start begins there, and whole segments below are deleted. */
    public void release(long upTo) {
        checkpoint.write(upTo);
        spool.release(upTo);
    }
}
