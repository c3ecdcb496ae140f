package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counters of the event loops in a file that is mapped into memory: what was counted is there after the process was
 * killed, at the cost of a plain write.
 *
 * <p>Each recorder has two counters on cache lines of its own. The file is written full before it is mapped, so that a
 * full disk is met at the start and not on an event loop.
 */
public final class LoopTally implements AutoCloseable {
    /** How many recorders can be counted. */
    public static final int MOST_LOOPS = 257;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LOOP_BYTES = 256;
    private static final int DROPPED = 128;
    private static final int STOPPED = MOST_LOOPS * LOOP_BYTES;
    private static final int LANES = STOPPED + LOOP_BYTES;
    private static final int BYTES = LANES + LaneTally.BYTES;
    private static final String PREFIX = "tally-";

    private final ByteBuffer counters;
    private final LaneTally lanes;

    private LoopTally(ByteBuffer counters) {
        this.counters = counters.order(ByteOrder.nativeOrder());
        lanes = new LaneTally(counters.slice(LANES, LaneTally.BYTES).order(ByteOrder.nativeOrder()));
    }

    /** Counters that nobody will read later. */
    public static LoopTally inMemory() {
        return new LoopTally(ByteBuffer.allocateDirect(BYTES));
    }

    static LoopTally create(Path file) throws IOException {
        Files.write(file, new byte[BYTES], StandardOpenOption.CREATE_NEW, StandardOpenOption.DSYNC);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new LoopTally(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        }
    }

    static LoopTally read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != BYTES) {
            throw new IOException("the tally has another size");
        }
        // Aligned access needs memory outside of the heap.
        return new LoopTally(
                ByteBuffer.allocateDirect(BYTES).put(bytes, 0, BYTES).flip());
    }

    static Path fileOf(Path directory, String bootId) {
        return directory.resolve(PREFIX + bootId);
    }

    static boolean isTally(Path file) {
        return file.getFileName().toString().startsWith(PREFIX);
    }

    static String bootOf(Path file) {
        return file.getFileName().toString().substring(PREFIX.length());
    }

    /** How many slots a recorder handed over so far. The recorder's own thread. */
    public void published(int loop, long count) {
        LONGS.setOpaque(counters, loop * LOOP_BYTES, count);
    }

    /** How many events found their ring full so far. */
    public void dropped(int loop, long count) {
        LONGS.setOpaque(counters, loop * LOOP_BYTES + DROPPED, count);
    }

    /** How far the lanes came, which lies in the same file. */
    public LaneTally lanes() {
        return lanes;
    }

    /** Notes that the gateway stopped in order, after everything was written. */
    public void stopped() {
        LONGS.setRelease(counters, STOPPED, 1L);
    }

    boolean hasStopped() {
        return (long) LONGS.getAcquire(counters, STOPPED) == 1;
    }

    long published() {
        return sum(0);
    }

    long dropped() {
        return sum(DROPPED);
    }

    private long sum(int offset) {
        long sum = 0;
        for (int loop = 0; loop < MOST_LOOPS; loop++) {
            sum += (long) LONGS.getAcquire(counters, loop * LOOP_BYTES + offset);
        }
        return sum;
    }

    /** The mapping itself goes with the garbage collector; event loops may still write into it. */
    @Override
    public void close() {
        if (counters instanceof java.nio.MappedByteBuffer mapped) {
            mapped.force();
        }
    }
}
