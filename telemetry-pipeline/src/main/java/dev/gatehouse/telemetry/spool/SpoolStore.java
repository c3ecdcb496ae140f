package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All spools of one gateway: one directory, one budget, one owner.
 *
 * <p>The directory belongs to one process at a time, because two would give up each other's segments.
 */
public final class SpoolStore implements AutoCloseable {
    private static final int MOST_SEGMENT_BYTES = 64 << 20;
    private static final int LEAST_SEGMENT_BYTES = 64 << 10;
    private static final int SEGMENTS_IN_BUDGET = 32;
    private static final int SPOOLS = 3;
    // What waits in memory while the disk cannot be written.
    private static final long MOST_SPARE_MEMORY = 64L << 20;

    private final SpoolSettings settings;
    private final Writer writer;
    private final SpoolBudget budget;
    private final AtomicLong memory;
    private final @Nullable FileChannel lock;
    private final LoopTally tally;
    private final Map<Path, Spool> spools = new LinkedHashMap<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private SpoolStore(SpoolSettings settings, Writer writer, @Nullable FileChannel lock, LoopTally tally) {
        this.settings = settings;
        this.writer = writer;
        this.lock = lock;
        this.tally = tally;
        budget = new SpoolBudget(settings.budget());
        memory = new AtomicLong(settings.budget());
    }

    /**
     * Opens the directory, or just memory if the settings name none.
     *
     * @throws IOException if the directory cannot be written, or another process has it
     */
    public static SpoolStore open(SpoolSettings settings, Writer writer) throws IOException {
        Path directory = settings.directory();
        if (directory == null) {
            return new SpoolStore(settings, writer, null, LoopTally.inMemory());
        }
        Files.createDirectories(directory);
        FileChannel lock = lock(directory);
        try {
            return new SpoolStore(
                    settings, writer, lock, LoopTally.create(LoopTally.fileOf(directory, writer.bootId())));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The other gateway is in this very process.
        }
        channel.close();
        throw new IOException("another gateway uses the spool " + directory);
    }

    /**
     * A spool of its own within the directory.
     *
     * @param name the name of its folder
     * @param share the most bytes that it may take
     * @param nextNumbers which number each of its lanes would give next
     * @param losses who is told of what found no room
     * @param makeRoom asked when the budget is used up; says whether something gave way
     */
    public Spool spool(
            String name, long share, Supplier<Map<Lane, Long>> nextNumbers, LossSink losses, BooleanSupplier makeRoom)
            throws IOException {
        return spool(name, share, nextNumbers, losses, makeRoom, segmentBytes());
    }

    Spool spool(
            String name,
            long share,
            Supplier<Map<Lane, Long>> nextNumbers,
            LossSink losses,
            BooleanSupplier makeRoom,
            int segmentBytes)
            throws IOException {
        Path directory = settings.directory();
        if (directory == null) {
            SpoolPlace place =
                    new SpoolPlace(new Shelf(null, memory), budget, share, segmentBytes, 0, Checkpoint.none());
            Spool spool = new Spool(place, writer, tally.lanes(), nextNumbers, losses, makeRoom);
            spool.letRead();
            return spool;
        }
        Path folder = Files.createDirectories(directory.resolve(name));
        Checkpoint checkpoint = Checkpoint.open(folder.resolve("checkpoint"));
        checkpoints.add(checkpoint);
        long end = Math.max(checkpoint.read(), Leftovers.endOf(folder));
        // A share of its own: while the disk refuses, requests must not take the room of decisions.
        AtomicLong spare = new AtomicLong(Math.min(MOST_SPARE_MEMORY, settings.budget()) / SPOOLS);
        SpoolPlace place = new SpoolPlace(new Shelf(folder, spare), budget, share, segmentBytes, end, checkpoint);
        Spool spool = new Spool(place, writer, tally.lanes(), nextNumbers, losses, makeRoom);
        spools.put(folder, spool);
        return spool;
    }

    private int segmentBytes() {
        long part = settings.budget() / SEGMENTS_IN_BUDGET;
        return (int) Math.max(LEAST_SEGMENT_BYTES, Math.min(MOST_SEGMENT_BYTES, part));
    }

    /**
     * Looks through what former starts left and hands it to the spools. May take as long as it takes to read it all, so
     * not for the thread that starts the gateway.
     */
    public List<FormerBoot> recover() {
        Path directory = settings.directory();
        return directory == null ? List.of() : new Leftovers(directory, writer).handTo(spools);
    }

    /**
     * Lets the spools be read, after what became of former starts was told: once their records are sent and deleted,
     * nobody else could tell it.
     */
    public void letRead() {
        spools.values().forEach(Spool::letRead);
    }

    /** Deletes what is left of former starts and was sent, once it was told. */
    public void forgetFormer() {
        Path directory = settings.directory();
        if (directory != null) {
            spools.values().forEach(spool -> spool.release(spool.sentUpTo()));
            Leftovers.forget(directory, writer);
        }
    }

    /** Makes all that was flushed survive a power failure; false if some of it lies in memory. */
    boolean sync() throws IOException {
        boolean isDurable = isDurable();
        for (Spool spool : spools.values()) {
            isDurable &= spool.sync();
        }
        return isDurable;
    }

    /** How many bytes were ever written by this start. */
    long written() {
        return spools.values().stream().mapToLong(Spool::written).sum();
    }

    /** Counts what the event loops hand over, so that it is known after a crash. */
    public LoopTally tally() {
        return tally;
    }

    public SpoolBudget budget() {
        return budget;
    }

    public SpoolSettings settings() {
        return settings;
    }

    /** Whether what is here outlives the process. */
    public boolean isDurable() {
        return settings.directory() != null;
    }

    /** Lets go of the directory. The spools must be closed before. */
    @Override
    public void close() throws IOException {
        checkpoints.forEach(Checkpoint::close);
        tally.close();
        Path directory = settings.directory();
        if (directory != null && tally.hasStopped() && spools.values().stream().allMatch(Spool::isEmpty)) {
            // Everything was sent, so nothing is left to be told.
            Files.deleteIfExists(LoopTally.fileOf(directory, writer.bootId()));
        }
        if (lock != null) {
            lock.close();
        }
    }
}
