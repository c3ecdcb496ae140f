package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                for (Path file : segmentsIn(folder)) {
                    Segment segment = open(file, spool);
                    if (segment != null) {
                        found.add(segment);
                    }
                }
            } catch (IOException e) {
                LOG.warn("telemetry spool not read to the end folder={} reason={}", folder, e.toString());
            }
            spool.adopt(found);
        });
        return withTallies();
    }

    private @Nullable Segment open(Path file, Spool spool) throws IOException {
        long base = Shelf.baseOf(file);
        if (base >= spool.firstOwn()) {
            return null;
        }
        FileBytes bytes = FileBytes.open(file);
        SegmentHeader header = headerOf(bytes);
        if (header == null) {
            // Cut off before the first record: nothing was in it.
            bytes.delete();
            return null;
        }
        int firstFrame = header.size();
        Segment segment = new Segment(base, header, bytes, firstFrame);
        SegmentScan scan = SegmentScan.of(bytes, firstFrame, Long.MAX_VALUE);
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
            if (tally.published() + tally.dropped() > 0 && !tally.hasStopped()) {
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
