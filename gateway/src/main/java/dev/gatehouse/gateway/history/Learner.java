package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Learns from recorded requests who calls one service, and with what.
 *
 * <p>What was allowed is learned, and what an audit let through because no rule allowed it. What was denied is only
 * counted, and so is what a deny rule spoke of, even in an audit: somebody has decided about that. For one thread.
 */
public final class Learner {
    static final int MOST_LANES = 5_000;

    // As a rule may name them.
    private static final Pattern METHOD = Pattern.compile("[A-Z0-9!#$%&'+.^_`|~-]+");

    private final String service;
    private final int mostLiterals;
    private final SequenceCheck sequence = new SequenceCheck();
    private final Map<Lane, LearnedLane> lanes = new TreeMap<>();
    private final Map<String, Long> denied = new TreeMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final Map<String, Long> belowTheLattice = new TreeMap<>();

    /** For the service of this name, keeping at most so many different literals in one place of a path. */
    public Learner(String service, int mostLiterals) {
        this.service = service;
        this.mostLiterals = mostLiterals;
    }

    /** A caller and a method. */
    record Lane(String caller, String method) implements Comparable<Lane> {
        @Override
        public int compareTo(Lane other) {
            int byCaller = caller.compareTo(other.caller);
            return byCaller != 0 ? byCaller : method.compareTo(other.method);
        }
    }

    public void accept(ReadRecord record) {
        RecordedEvent.from(record)
                .filter(event -> event.call()
                        .filter(call -> call.service().equals(service))
                        .isPresent())
                .filter(event -> sequence.accept(event.bootId(), record.partition(), event.pseq()))
                .flatMap(RecordedEvent::call)
                .ifPresent(this::learn);
    }

    private void learn(RecordedCall call) {
        String what = call.source().name() + " " + call.method() + " " + call.template();
        if (!call.outcome().passes() || call.decision().equals("deny-rule")) {
            count(denied, what);
            return;
        }
        Lane lane = new Lane(call.source().name(), call.method());
        boolean isWritable = METHOD.matcher(call.method()).matches();
        if (!isWritable || (lanes.size() >= MOST_LANES && !lanes.containsKey(lane))) {
            count(leftOut, what + (isWritable ? ": too many callers and methods" : ": no rule can name this method"));
            return;
        }
        LearnedLane learned = lanes.computeIfAbsent(lane, key -> new LearnedLane(mostLiterals));
        if (learn(learned, call)) {
            learned.seen(call.at());
            if (call.outcome() == Outcome.LET_THROUGH && call.decision().equals("lattice")) {
                count(belowTheLattice, call.source().name());
            }
        } else {
            count(leftOut, what + ": too many different paths, or a template that no rule can name");
        }
    }

    private static boolean learn(LearnedLane learned, RecordedCall call) {
        return call.path()
                .flatMap(path -> CanonicalPath.from(path).path())
                .map(path -> learned.path(path.segments()))
                .orElseGet(() -> learned.coarse(call.template()));
    }

    private static void count(Map<String, Long> counts, String what) {
        counts.merge(counts.size() < MOST_LANES || counts.containsKey(what) ? what : Replay.ELSE, 1L, Long::sum);
    }

    /** The rules that were learned, leaving out requests that were seen fewer times than this. */
    public SuggestedRules suggest(long leastCount) {
        RuleGroups groups = new RuleGroups(lanes, leastCount);
        return new SuggestedRules(service, groups.rules(), denied, leftOut, groups.rare(), belowTheLattice);
    }

    /** When something was seen for the first and for the last time. */
    record Span(Instant first, Instant last) {
        Span and(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }
}
