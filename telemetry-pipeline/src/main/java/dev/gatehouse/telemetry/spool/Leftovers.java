package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What former starts left in a spool's directory.
 *
 * <p>Every frame is checked; the first one that is torn or damaged ends its segment. What nobody can use any more is
 * deleted.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    // What is short now, such as file descriptors, may not be in a moment.
    private static final int MOST_ATTEMPTS = 3;
    private static final long PAUSE_NANOS = 200_000_000;

    private final Path directory;
    private final Writer writer;
    private final Map<Writer, FormerBootDraft> drafts = new LinkedHashMap<>();

    Leftovers(Path directory, Writer writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /** Scans all segments, gives them to the spools of their folders, and says whose they were. */
    List<FormerBoot> handTo(Map<Path, Spool> spools) {
        spools.forEach((folder, spool) -> {
            List<Segment> found = new ArrayList<>();
            try {
                List<Path> files = segmentsIn(folder);
                for (int i = 0; i < files.size(); i++) {
                    // What lies where the next one begins is half of a write that failed, and stands in the next one.
                    long limit = i + 1 < files.size() ? Shelf.baseOf(files.get(i + 1)) : Long.MAX_VALUE;
                    adopt(files.get(i), limit, spool, found);
                }
            } catch (IOException e) {
                LOG.warn("telemetry spool not read to the end folder={} reason={}", folder, e.toString());
            }
            spool.adopt(found);
        });
        return withTallies();
    }

    // One that cannot be read must not keep the others from being read.
    private void adopt(Path file, long limit, Spool spool, List<Segment> found) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                Segment segment = open(file, limit, spool);
                if (segment != null) {
                    found.add(segment);
                }
                return;
            } catch (IOException | RuntimeException e) {
                if (attempt == MOST_ATTEMPTS) {
                    putAside(file, e.toString());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Keeps what nobody can read for whoever wants to look; what was in it is told as lost, by number. */
    private static void putAside(Path file, String reason) {
        LOG.warn("telemetry spool segment not readable, put aside file={} reason={}", file, reason);
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
        } catch (IOException e) {
            LOG.warn("telemetry spool segment not put aside file={} reason={}", file, e.toString());
        }
    }

    private @Nullable Segment open(Path file, long limit, Spool spool) throws IOException {
        long base = Shelf.baseOf(file);
        if (base >= spool.firstOwn()) {
            return null;
        }
        FileBytes bytes = FileBytes.open(file);
        SegmentHeader header = headerOf(bytes);
        if (header == null) {
            if (Files.size(file) == 0) {
                // Cut off before anything was in it.
                bytes.delete();
            } else {
                bytes.close();
                putAside(file, "its header is damaged or cut off");
            }
            return null;
        }
        int firstFrame = header.size();
        Segment segment = new Segment(base, header, bytes, firstFrame);
        SegmentScan scan = SegmentScan.of(bytes, firstFrame, limit - base);
        segment.accept(scan.end(), scan.numbers());
        segment.seal();
        draftOf(header.writer()).add(segment, Files.size(file) - scan.end(), spool.sentUpTo());
        return segment;
    }

    private FormerBootDraft draftOf(Writer of) {
        return drafts.computeIfAbsent(of, FormerBootDraft::new);
    }

    private static @Nullable SegmentHeader headerOf(FileBytes bytes) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(SegmentHeader.MOST_BYTES);
        long offset = 0;
        int read = bytes.read(head, offset);
        while (read > 0) {
            offset += read;
            read = bytes.read(head, offset);
        }
        return SegmentHeader.from(head.flip());
    }

    private List<FormerBoot> withTallies() {
        List<FormerBoot> boots = new ArrayList<>();
        Map<String, LoopTally> tallies = tallies();
        drafts.forEach((of, draft) -> boots.add(draft.toBoot(tallies.remove(of.bootId()))));
        // A boot that only counted, and crashed before it wrote anything.
        tallies.forEach((boot, tally) -> {
            boolean isSomething =
                    tally.published() + tally.dropped() > 0 || tally.lanes().isAnyUnsettled();
            if (isSomething && !tally.hasStopped()) {
                boots.add(new FormerBootDraft(new Writer(writer.gatewayId(), boot)).toBoot(tally));
            }
        });
        return boots;
    }

    private Map<String, LoopTally> tallies() {
        Map<String, LoopTally> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(LoopTally::isTally).sorted().toList()) {
                if (!LoopTally.bootOf(file).equals(writer.bootId())) {
                    found.put(LoopTally.bootOf(file), LoopTally.read(file));
                }
            }
        } catch (IOException e) {
            LOG.warn("telemetry tallies not read directory={} reason={}", directory, e.toString());
        }
        return found;
    }

    /** Deletes the counters of former starts, once what they tell was told. */
    static void forget(Path directory, Writer writer) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(LoopTally::isTally).toList()) {
                if (!LoopTally.bootOf(file).equals(writer.bootId())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("telemetry tallies not deleted directory={} reason={}", directory, e.toString());
        }
    }

    /** The first position that no file in the folder uses. */
    static long endOf(Path folder) throws IOException {
        long end = 0;
        for (Path file : segmentsIn(folder)) {
            end = Math.max(end, Shelf.baseOf(file) + Files.size(file));
        }
        return end;
    }

    private static List<Path> segmentsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Shelf.baseOf(file) >= 0).sorted().toList();
        }
    }
}
