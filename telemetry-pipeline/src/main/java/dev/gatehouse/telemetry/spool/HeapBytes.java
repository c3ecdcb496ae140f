package dev.gatehouse.telemetry.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A segment in memory, for want of a disk: outlives an outage of Kafka, but not the process. */
final class HeapBytes implements SegmentBytes {
    private static final int FIRST_BYTES = 64 * 1024;

    private final AtomicLong room;
    private volatile byte[] bytes = new byte[FIRST_BYTES];
    private volatile int end;

    /** The room that all segments in memory share is taken as it is used. */
    HeapBytes(AtomicLong room) {
        this.room = room;
    }

    @Override
    public void append(ByteBuffer added) throws SpoolFullException {
        int length = added.remaining();
        if (room.addAndGet(-length) < 0) {
            room.addAndGet(length);
            throw new SpoolFullException("no more room in memory");
        }
        byte[] grown = bytes;
        if (grown.length - end < length) {
            grown = Arrays.copyOf(grown, Math.max(grown.length * 2, end + length));
        }
        added.get(grown, end, length);
        bytes = grown;
        end = end + length;
    }

    @Override
    public int read(ByteBuffer into, long offset) {
        int available = end - (int) offset;
        if (available <= 0) {
            return -1;
        }
        int length = Math.min(available, into.remaining());
        into.put(bytes, (int) offset, length);
        return length;
    }

    @Override
    public boolean sync() {
        return false;
    }

    @Override
    public void delete() {
        room.addAndGet(end);
        end = 0;
        bytes = new byte[0];
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
