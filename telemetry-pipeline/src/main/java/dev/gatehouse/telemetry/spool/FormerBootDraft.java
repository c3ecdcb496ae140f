package dev.gatehouse.telemetry.spool;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of a former start, segment by segment in the order of their positions. */
final class FormerBootDraft {
    private final Writer writer;
    private final Map<Lane, Long> next = new HashMap<>();
    private final LaneNumbers found = new LaneNumbers();
    private final LaneNumbers lost = new LaneNumbers();
    private long replayed;
    private long tornBytes;

    FormerBootDraft(Writer writer) {
        this.writer = writer;
    }

    void add(Segment segment, long torn, long sentUpTo) {
        tornBytes += torn;
        found.addAll(segment.numbers());
        // What is missing before a segment that was reached by the sender had been sent from memory.
        boolean wasSent = segment.base() <= sentUpTo;
        segment.header().next().forEach((lane, first) -> expect(lane, first, wasSent));
        for (LaneNumbers.Range range : segment.numbers().ranges()) {
            // What lies before the first segment that is left was sent and deleted.
            expect(range.lane(), range.first(), wasSent);
            next.put(range.lane(), range.last() + 1);
        }
        replayed += SegmentScan.unsent(segment, sentUpTo).count();
    }

    private void expect(Lane lane, long first, boolean wasSent) {
        Long expected = next.get(lane);
        if (expected != null && expected < first && !wasSent) {
            lost.add(lane, expected, first - 1);
        }
        next.merge(lane, first, Math::max);
    }

    FormerBoot toBoot(@Nullable LoopTally tally) {
        if (tally == null) {
            return new FormerBoot(writer, replayed, tornBytes, next, lost, -1, -1, false);
        }
        Map<Lane, LaneTally.Progress> progress = tally.lanes().progress();
        progress.forEach((lane, come) -> next.merge(lane, come.given(), Math::max));
        return new FormerBoot(
                writer,
                replayed,
                tornBytes,
                next,
                progress.isEmpty() ? lost : lostOf(progress),
                tally.published() + tally.dropped(),
                tally.dropped(),
                tally.hasStopped());
    }

    /** What was given and not settled, and is in no segment. */
    private LaneNumbers lostOf(Map<Lane, LaneTally.Progress> progress) {
        LaneNumbers gone = new LaneNumbers();
        lost.ranges().stream()
                .filter(range -> !progress.containsKey(range.lane()))
                .forEach(range -> gone.add(range.lane(), range.first(), range.last()));
        progress.forEach((lane, come) -> {
            long expected = come.settled();
            for (LaneNumbers.Range range : found.ranges()) {
                if (range.lane().equals(lane)) {
                    if (expected < range.first()) {
                        gone.add(lane, expected, range.first() - 1);
                    }
                    expected = Math.max(expected, range.last() + 1);
                }
            }
            if (expected < come.given()) {
                gone.add(lane, expected, come.given() - 1);
            }
        });
        return gone;
    }
}
