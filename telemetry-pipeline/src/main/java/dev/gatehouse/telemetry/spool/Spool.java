package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write-ahead log of one class of topics: the drain thread appends, one sender reads, and gives up what was
 * acknowledged.
 *
 * <p>Appended records wait in a buffer until {@link #flush}; then they have left the process. What finds no room is
 * told to the {@link LossSink}, by number. A segment that is being sent is never given up for want of room, so what is
 * told as lost was never sent.
 */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int BATCH_BYTES = 256 * 1024;

    private final SpoolPlace place;
    private final Writer writer;
    private final LaneTally tally;
    private final Supplier<Map<Lane, Long>> nextNumbers;
    private final LossSink losses;
    private final BooleanSupplier makeRoom;
    private final Frame frame = new Frame();
    private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final LaneNumbers batchNumbers = new LaneNumbers();
    private ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_BYTES);
    private boolean isMissing;
    private long nextBase;
    private @Nullable Segment active;
    private volatile long bytes;
    private volatile long written;
    private volatile boolean isWhole;

    /**
     * @param place where segments are made and how large they may get
     * @param writer who writes
     * @param tally where it is noted which numbers were given
     * @param nextNumbers which number each lane would give next
     * @param losses who is told of what found no room
     * @param makeRoom asked when the budget is used up; says whether something gave way
     */
    Spool(
            SpoolPlace place,
            Writer writer,
            LaneTally tally,
            Supplier<Map<Lane, Long>> nextNumbers,
            LossSink losses,
            BooleanSupplier makeRoom) {
        this.place = place;
        this.writer = writer;
        this.tally = tally;
        this.nextNumbers = nextNumbers;
        this.losses = losses;
        this.makeRoom = makeRoom;
        this.nextBase = place.end();
    }

    /** Takes over what a former start left, in the order of its positions. */
    void adopt(List<Segment> found) {
        for (Segment segment : found) {
            segments.put(segment.base(), segment);
            take(segment.size());
        }
    }

    /** Lets the sender begin: what a former start left is here, and what became of it was told. */
    void letRead() {
        isWhole = true;
    }

    /** Whether it may be read: what a former start left is here. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Adds a record to what the next {@link #flush} writes. Drain thread. */
    public void append(SpoolRecord record) {
        int size = Frame.size(record);
        if (size > Frame.MOST_BYTES) {
            LaneNumbers tooLarge = new LaneNumbers();
            tooLarge.add(record.lane(), record.number());
            isMissing = true;
            losses.lost(LossSink.Loss.FULL, writer.bootId(), tooLarge);
            return;
        }
        if (batch.remaining() < size) {
            writeBatch();
        }
        if (batch.capacity() < size) {
            batch = ByteBuffer.allocateDirect(size);
        }
        frame.write(record, batch);
        batchNumbers.add(record.lane(), record.number());
    }

    /** Whether there is something for the next {@link #flush}. Drain thread. */
    public boolean hasAppended() {
        return !batchNumbers.isEmpty();
    }

    /** Writes what was appended, and says whether all of it found room since this was called last. Drain thread. */
    public boolean flush() {
        writeBatch();
        boolean isWritten = !isMissing;
        isMissing = false;
        return isWritten;
    }

    private void writeBatch() {
        if (batchNumbers.isEmpty()) {
            return;
        }
        for (LaneNumbers.Range range : batchNumbers.ranges()) {
            tally.given(range.lane(), range.last() + 1);
        }
        batch.flip();
        if (!hasRoom(batch.remaining()) || !write()) {
            isMissing = true;
            LaneNumbers lost = new LaneNumbers();
            lost.addAll(batchNumbers);
            losses.lost(LossSink.Loss.FULL, writer.bootId(), lost);
        }
        batch.clear();
        batchNumbers.clear();
    }

    private boolean hasRoom(int size) {
        if (bytes + size > place.share()) {
            return false;
        }
        while (!place.budget().hasRoom(size)) {
            if (!makeRoom.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    // Twice: what the disk does not take goes to memory.
    private boolean write() {
        for (int attempt = 0; attempt < 2; attempt++) {
            int start = batch.position();
            Segment segment = null;
            try {
                segment = segmentFor(batch.remaining());
                int length = batch.remaining();
                segment.append(batch, batchNumbers);
                take(length);
                written += length;
                return true;
            } catch (IOException e) {
                batch.position(start);
                if (!(e instanceof SpoolFullException)) {
                    place.shelf().failed(e);
                }
                seal();
            }
        }
        return false;
    }

    private Segment segmentFor(int size) throws IOException {
        Segment open = active;
        if (open != null && open.size() + size <= place.segmentBytes()) {
            return open;
        }
        seal();
        SegmentHeader header = new SegmentHeader(writer, numbersBeforeBatch());
        ByteBuffer head = header.toBytes();
        int length = head.remaining();
        SegmentBytes made = place.shelf().create(nextBase);
        try {
            made.append(head);
        } catch (IOException e) {
            made.delete();
            throw e;
        }
        place.shelf().worked(made);
        Segment segment = new Segment(nextBase, header, made, length);
        take(length);
        segments.put(nextBase, segment);
        active = segment;
        return segment;
    }

    private Map<Lane, Long> numbersBeforeBatch() {
        Map<Lane, Long> next = new HashMap<>(nextNumbers.get());
        for (LaneNumbers.Range range : batchNumbers.ranges()) {
            next.merge(range.lane(), range.first(), Math::min);
        }
        return next;
    }

    private void seal() {
        Segment open = active;
        if (open != null) {
            open.seal();
            nextBase = open.end();
            active = null;
        }
    }

    /** Gives the oldest segment up that nobody began to send, and says whether there was one. Drain thread. */
    public boolean giveUpOldest() {
        Segment oldest = takeOldestUnclaimed();
        if (oldest == null) {
            return false;
        }
        // A former start may have sent some of it.
        LaneNumbers unsent = SegmentScan.unsent(oldest, place.checkpoint().read());
        if (!unsent.isEmpty()) {
            losses.lost(LossSink.Loss.BUDGET, oldest.header().writer().bootId(), unsent);
        }
        take(-oldest.size());
        oldest.delete();
        return true;
    }

    private synchronized @Nullable Segment takeOldestUnclaimed() {
        for (Segment segment : segments.values()) {
            if (!segment.isClaimed()) {
                if (segment == active) {
                    seal();
                }
                // Unless the reader just gave it up, because all of it was sent.
                if (segments.remove(segment.base(), segment)) {
                    return segment;
                }
            }
        }
        return null;
    }

    /** The segment that holds a position, or the first after it, claimed for sending; null if there is none. */
    synchronized @Nullable Segment claim(long position) {
        Map.Entry<Long, Segment> before = segments.floorEntry(position);
        Segment found = before == null ? null : before.getValue();
        // In this order: nothing is appended to what is sealed, so its end is the last one.
        if (found == null || (found.isSealed() && position >= found.end())) {
            Map.Entry<Long, Segment> after = segments.higherEntry(position);
            found = after == null ? found : after.getValue();
        }
        if (found != null) {
            found.claim();
        }
        return found;
    }

    /** Deletes the segments of which everything lies below a position. The reader's thread. */
    void release(long position) {
        for (Segment segment : segments.headMap(position).values()) {
            if (segment.isSealed() && segment.end() <= position) {
                remove(segment);
            }
        }
    }

    private void remove(Segment segment) {
        if (segments.remove(segment.base()) != null) {
            take(-segment.size());
            segment.delete();
        }
    }

    private synchronized void take(long added) {
        bytes += added;
        place.budget().take(added);
    }

    /** Makes what was flushed survive a power failure; false if some of it lies in memory. Any thread. */
    boolean sync() throws IOException {
        boolean isDurable = true;
        for (Segment segment : segments.values()) {
            isDurable &= segment.sync();
        }
        return isDurable;
    }

    /** How many bytes were ever written by this start. */
    long written() {
        return written;
    }

    /** The position after the last record that was flushed. */
    public long end() {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        return last == null ? nextBase : last.getValue().end();
    }

    /** A reader that begins where the last one had come to. */
    public SpoolReader reader() {
        return new SpoolReader(this, place.checkpoint());
    }

    /** The first position that this start writes to. */
    long firstOwn() {
        return place.end();
    }

    /** How far former starts had sent. */
    long sentUpTo() {
        return place.checkpoint().read();
    }

    LossSink losses() {
        return losses;
    }

    /** The numbers that lie in memory behind a position: with the process, they are gone. */
    public LaneNumbers inMemory(long sentUpTo) {
        LaneNumbers found = new LaneNumbers();
        for (Segment segment : segments.values()) {
            if (!segment.isOnDisk()) {
                found.addAll(SegmentScan.unsent(segment, sentUpTo));
            }
        }
        return found;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** How many bytes lie here. */
    public long bytes() {
        return bytes;
    }

    /** Lets go of all files; of what was sent to the end, nothing stays. Nothing may be appended any more. */
    public void close() {
        seal();
        release(place.checkpoint().read());
        try {
            sync();
        } catch (IOException e) {
            LOG.warn("telemetry spool not made durable at its end reason={}", e.toString());
        }
        segments.values().forEach(Segment::close);
    }
}
