package dev.gatehouse.gateway.history;

import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks a candidate about every recorded request and counts where it would have decided otherwise.
 *
 * <p>It keeps groups and a few trace ids of each, never the requests. A request that lies in Kafka twice is counted
 * once. For one thread.
 */
public final class Replay {
    static final int MOST_GROUPS = 10_000;
    static final String ELSE = "(others)";

    private final CachedCandidate candidate;
    private final int samples;
    private final SequenceCheck sequence = new SequenceCheck();
    private final Map<Change, Samples> changes = new HashMap<>();
    private final Map<Change, Samples> otherRules = new HashMap<>();
    private final Map<Change, Samples> undecidable = new HashMap<>();
    private final Map<String, Long> notJudged = new TreeMap<>();
    private long same;
    private long unreadable;
    private long lost;
    private long unsure;

    /** Against this configuration, keeping so many trace ids of each group. */
    public Replay(Generation candidate, int samples) {
        this(new Candidate(candidate.routes(), candidate.policy()), samples);
    }

    Replay(Candidate candidate, int samples) {
        this.candidate = new CachedCandidate(candidate);
        this.samples = samples;
    }

    public void accept(ReadRecord record) {
        Optional<RecordedEvent> read = RecordedEvent.from(record);
        if (read.isEmpty()) {
            unreadable++;
            return;
        }
        RecordedEvent event = read.get();
        if (sequence.accept(event.bootId(), record.partition(), event.pseq())) {
            event.call().ifPresentOrElse(this::judge, () -> notJudged.merge(bounded(event.end()), 1L, Long::sum));
        }
    }

    private String bounded(String end) {
        return notJudged.size() < MOST_GROUPS || notJudged.containsKey(end) ? end : ELSE;
    }

    private void judge(RecordedCall call) {
        Foreseen foreseen = candidate.foresee(call);
        if (foreseen instanceof Foreseen.Undecidable open) {
            unsure += call.outcome().passes() ? 1 : 0;
            count(undecidable, Change.of(call, open), "", call);
        } else if (foreseen instanceof Foreseen.Decided decided) {
            compare(call, decided);
        }
    }

    private void compare(RecordedCall call, Foreseen.Decided decided) {
        if (call.outcome() != decided.outcome()) {
            lost += call.outcome().passes() && !decided.outcome().passes() ? 1 : 0;
            count(changes, Change.of(call, decided), decided.why(), call);
            return;
        }
        same++;
        if (!decided.rule().isEmpty() && !call.rule().equals(decided.rule())) {
            count(otherRules, Change.of(call, decided), "it was `" + call.rule() + "`", call);
        }
    }

    private void count(Map<Change, Samples> groups, Change change, String why, RecordedCall call) {
        Change group = groups.size() < MOST_GROUPS || groups.containsKey(change)
                ? change
                : new Change(ELSE, ELSE, ELSE, ELSE, change.turn(), "", "");
        groups.computeIfAbsent(group, key -> new Samples(why)).add(call.traceId(), samples);
    }

    public ReplayReport report() {
        return new ReplayReport(
                same,
                lost,
                unsure,
                ReplayReport.sorted(changes),
                ReplayReport.sorted(undecidable),
                ReplayReport.sorted(otherRules),
                notJudged,
                unreadable,
                sequence.duplicates());
    }
}
