package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Looks through a segment frame by frame, without keeping what is in them. */
final class SegmentScan {
    private static final int CHUNK_BYTES = 1 << 20;

    private final LaneNumbers numbers = new LaneNumbers();
    private long end;

    private SegmentScan(long start) {
        end = start;
    }

    /** Reads whole frames between two offsets until there are no more, or one is damaged. */
    static SegmentScan of(SegmentBytes bytes, long start, long limit) throws IOException {
        SegmentScan scan = new SegmentScan(start);
        Frame frame = new Frame();
        Lanes lanes = new Lanes();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).limit(0);
        while (scan.end < limit) {
            int size = Frame.sizeAt(chunk);
            if (size == 0 || size > chunk.remaining()) {
                chunk = filled(bytes, scan.end, Math.max(size, Integer.BYTES), chunk);
                size = Frame.sizeAt(chunk);
            }
            if (size <= 0 || size > chunk.remaining()) {
                return scan;
            }
            SpoolRecord record = frame.read(chunk, lanes);
            if (record == null) {
                return scan;
            }
            scan.numbers.add(record.lane(), record.number());
            scan.end += size;
        }
        return scan;
    }

    private static ByteBuffer filled(SegmentBytes bytes, long offset, int atLeast, ByteBuffer chunk)
            throws IOException {
        ByteBuffer into = atLeast > chunk.capacity() ? ByteBuffer.allocate(atLeast) : chunk.clear();
        while (into.position() < atLeast && bytes.read(into, offset + into.position()) > 0) {
            // Until there is enough, or no more.
        }
        return into.flip();
    }

    /** What a segment holds and cannot be read: all the numbers that are known, less those up to a position. */
    static LaneNumbers after(Segment segment, LaneNumbers all, long position) {
        Map<Lane, Long> readUpTo = new HashMap<>();
        try {
            segment.scan(position).numbers.ranges().forEach(range -> readUpTo.put(range.lane(), range.last()));
        } catch (IOException e) {
            // Then none of it can be read, and all of it is told.
            readUpTo.clear();
        }
        LaneNumbers rest = new LaneNumbers();
        for (LaneNumbers.Range range : all.ranges()) {
            long from = Math.max(range.first(), readUpTo.getOrDefault(range.lane(), -1L) + 1);
            if (from <= range.last()) {
                rest.add(range.lane(), from, range.last());
            }
        }
        return rest;
    }

    /** The numbers of a segment that lie behind a position up to which everything was sent. */
    static LaneNumbers unsent(Segment segment, long sentUpTo) {
        if (segment.end() <= sentUpTo) {
            return new LaneNumbers();
        }
        return sentUpTo <= segment.start() ? segment.numbers() : after(segment, segment.numbers(), sentUpTo);
    }

    LaneNumbers numbers() {
        return numbers;
    }

    /** The offset after the last whole frame. */
    long end() {
        return end;
    }
}
