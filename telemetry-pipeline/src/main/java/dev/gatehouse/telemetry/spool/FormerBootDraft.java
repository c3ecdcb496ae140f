package dev.gatehouse.telemetry.spool;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of a former start, segment by segment in the order of their positions. */
final class FormerBootDraft {
    private final Writer writer;
    private final Map<Lane, Long> next = new HashMap<>();
    private final LaneNumbers lost = new LaneNumbers();
    private long replayed;
    private long tornBytes;

    FormerBootDraft(Writer writer) {
        this.writer = writer;
    }

    void add(Segment segment, long torn, long sentUpTo) {
        tornBytes += torn;
        segment.header().next().forEach(this::expect);
        for (LaneNumbers.Range range : segment.numbers().ranges()) {
            // What lies before the first segment that is left was sent and deleted.
            expect(range.lane(), range.first());
            next.put(range.lane(), range.last() + 1);
        }
        replayed += segment.end() <= sentUpTo ? 0 : segment.numbers().count();
    }

    private void expect(Lane lane, long first) {
        Long expected = next.get(lane);
        if (expected != null && expected < first) {
            lost.add(lane, expected, first - 1);
        }
        next.merge(lane, first, Math::max);
    }

    FormerBoot toBoot(@Nullable LoopTally tally) {
        if (tally == null) {
            return new FormerBoot(writer, replayed, tornBytes, next, lost, -1, -1, false);
        }
        return new FormerBoot(
                writer,
                replayed,
                tornBytes,
                next,
                lost,
                tally.published() + tally.dropped(),
                tally.dropped(),
                tally.hasStopped());
    }
}
