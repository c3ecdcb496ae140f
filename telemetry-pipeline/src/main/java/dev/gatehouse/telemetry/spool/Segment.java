package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A piece of the spool: a header and frames. It is written once, read in order, and given up as a whole.
 *
 * <p>Positions count the bytes of the whole spool; a segment holds those from its base on.
 */
final class Segment {
    private final long base;
    private final SegmentHeader header;
    private final SegmentBytes bytes;
    private final int firstFrame;
    private final LaneNumbers numbers = new LaneNumbers();
    private volatile long end;
    private volatile boolean sealed;
    private volatile boolean isDirty;
    private boolean claimed;

    Segment(long base, SegmentHeader header, SegmentBytes bytes, int firstFrame) {
        this.base = base;
        this.header = header;
        this.bytes = bytes;
        this.firstFrame = firstFrame;
        this.end = firstFrame;
    }

    long base() {
        return base;
    }

    SegmentHeader header() {
        return header;
    }

    /** The position of the first frame. */
    long start() {
        return base + firstFrame;
    }

    /** The position after the last whole frame. */
    long end() {
        return base + end;
    }

    /** How many bytes it takes, header included. */
    long size() {
        return end;
    }

    /** Adds frames; after a failure none of them is there. */
    void append(ByteBuffer frames, LaneNumbers added) throws IOException {
        int length = frames.remaining();
        bytes.append(frames);
        accept(end + length, added);
        isDirty = true;
    }

    /** Takes note of frames that are there already. */
    void accept(long newEnd, LaneNumbers added) {
        synchronized (numbers) {
            numbers.addAll(added);
            // Last: whoever sees this end may read up to it.
            end = newEnd;
        }
    }

    /** What is here at one moment: the position after the last whole frame, and the numbers of all frames. */
    record Content(long end, LaneNumbers numbers) {}

    Content content() {
        synchronized (numbers) {
            LaneNumbers copy = new LaneNumbers();
            copy.addAll(numbers);
            return new Content(end(), copy);
        }
    }

    /** Reads whole or half frames from a position on; -1 if there are none. */
    int read(ByteBuffer into, long position) throws IOException {
        long left = end() - position;
        if (left <= 0) {
            return -1;
        }
        if (into.remaining() > left) {
            into.limit(into.position() + (int) left);
        }
        return bytes.read(into, position - base);
    }

    /** The numbers of all its frames. */
    LaneNumbers numbers() {
        return content().numbers();
    }

    /** Looks through its frames up to a position. */
    SegmentScan scan(long upTo) throws IOException {
        return SegmentScan.of(bytes, firstFrame, upTo - base);
    }

    /** Makes durable what was appended since this was asked last; false if it lies in memory. */
    boolean sync() throws IOException {
        if (!isDirty) {
            return true;
        }
        // Before: what is appended meanwhile makes it dirty again.
        isDirty = false;
        try {
            boolean isDurable = bytes.sync();
            isDirty |= !isDurable;
            return isDurable;
        } catch (IOException e) {
            isDirty = true;
            throw e;
        }
    }

    /** Nothing will be appended any more. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    /** From now on it is being sent, and must not be given up for want of room. Guarded by the spool. */
    void claim() {
        claimed = true;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** Whether it outlives the process. */
    boolean isOnDisk() {
        return bytes instanceof FileBytes;
    }

    void delete() {
        bytes.delete();
    }

    void close() {
        bytes.close();
    }
}
