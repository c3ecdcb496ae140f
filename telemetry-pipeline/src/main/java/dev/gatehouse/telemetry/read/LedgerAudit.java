package dev.gatehouse.telemetry.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read of the topics against what the gateways announced, boot by boot and partition by partition.
 *
 * <p>A number below the highest one that is announced was either read, or declared lost, or it is unexplained. It keeps
 * ranges, not numbers; beyond {@value #MOST_RANGES} of them it gives up and says so. For one thread.
 */
public final class LedgerAudit {
    static final int MOST_RANGES = 2_000_000;
    private static final int LOOK_EVERY = 100_000;

    private final Map<String, Boot> boots = new LinkedHashMap<>();
    private long noted;
    private boolean isTooMuch;

    /** How the life of a boot ended, as far as the topics tell. */
    public enum State {
        /** It sends its windows. */
        RUNNING,
        /** It stopped in order, and named its last numbers. */
        STOPPED,
        /** It crashed, and its successor named its last numbers. */
        RECOVERED,
        /** Nothing was heard of it for long; what it had not sent is not known. */
        SILENT
    }

    /** Where numbers are dense. */
    public record Lane(String topic, int partition) {}

    /** A gateway was heard. */
    public void heard(String bootId, String gatewayId, long epochMillis) {
        Boot boot = boot(bootId);
        boot.gatewayId = gatewayId;
        boot.lastHeard = Math.max(boot.lastHeard, epochMillis);
    }

    /** A record was read; says whether for the first time. What it tells counts only then. */
    public boolean seen(String bootId, Lane lane, long number) {
        if (isTooMuch) {
            return true;
        }
        LaneAudit of = boot(bootId).lane(lane);
        boolean isNew = of.seen.add(number);
        of.duplicates += isNew ? 0 : 1;
        if (++noted % LOOK_EVERY == 0) {
            isTooMuch |= boots.values().stream().mapToLong(Boot::ranges).sum() > MOST_RANGES;
        }
        return isNew;
    }

    /** A gateway said that it had given all numbers below this one. */
    public void announced(String bootId, Lane lane, long next) {
        LaneAudit of = boot(bootId).lane(lane);
        of.next = Math.max(of.next, next);
    }

    /** A gateway said that these numbers will never come. */
    public void declared(String bootId, String reason, Lane lane, long first, long last) {
        boot(bootId)
                .lane(lane)
                .declared
                .computeIfAbsent(reason, key -> new NumberSet())
                .add(first, last);
    }

    /** A gateway said that it lost records which had no number yet. */
    public void lostWithoutNumbers(String bootId, String reason, long count) {
        Boot boot = boot(bootId);
        if (!boot.settled.contains(reason)) {
            boot.unnumbered.merge(reason, count, Long::sum);
        }
    }

    /** The same, told once for the whole boot: whatever was told before is part of it. */
    public void lostWithoutNumbersInAll(String bootId, String reason, long count) {
        boot(bootId).unnumbered.put(reason, count);
        boot(bootId).settled.add(reason);
    }

    /** A window told how many requests it counted. */
    public void counted(String bootId, long requests) {
        boot(bootId).counted += requests;
    }

    /** A boot told, itself or by its successor, how it ended and how many requests it had finished; -1 if unknown. */
    public void ended(String bootId, State state, long finished) {
        Boot boot = boot(bootId);
        boot.state = state;
        boot.finished = Math.max(boot.finished, finished);
    }

    private Boot boot(String bootId) {
        return boots.computeIfAbsent(bootId, Boot::new);
    }

    /**
     * What comes out of it.
     *
     * @param reading what is known of how the topics were read
     */
    public List<BootAudit> results(Reading reading) {
        return boots.values().stream().map(boot -> boot.result(reading)).toList();
    }

    /** Whether there was more than it can keep; then nothing is proved. */
    public boolean isTooMuch() {
        return isTooMuch;
    }

    /** How the topics were read. */
    public interface Reading {
        /** Whether records of that boot may be missing there because they are older than what was read. */
        boolean beginsInTheMiddle(String bootId, Lane lane);

        /** Whether a topic keeps only the newest record of each key, so that holes are no gaps. */
        boolean isCompacted(String topic);

        /** Boots that were heard of later than this are running. */
        long silentBefore();

        /** The topic of the request events. */
        String requests();

        /** The topic of the windows. */
        String windows();
    }

    private static final class LaneAudit {
        private final NumberSet seen = new NumberSet();
        private final Map<String, NumberSet> declared = new LinkedHashMap<>();
        private long next;
        private long duplicates;

        LaneResult result(Lane lane, boolean isCut, boolean isOver, Reading reading) {
            long from = isCut ? (seen.isEmpty() ? next : seen.first()) : 0;
            long to = Math.max(next, seen.isEmpty() ? 0 : seen.last() + 1);
            if (reading.isCompacted(lane.topic())) {
                return new LaneResult(lane, seen.count(), duplicates, from, to, Map.of(), 0, 0, List.of());
            }
            long pendingFrom = isOver || seen.isEmpty() ? to : seen.last() + 1;
            NumberSet known = new NumberSet();
            known.addAll(seen);
            Map<String, Long> lost = new LinkedHashMap<>();
            long falselyDeclared = 0;
            List<NumberSet.Run> missing = seen.missing(from, to);
            for (Map.Entry<String, NumberSet> of : declared.entrySet()) {
                // A number that was declared for two reasons is missing once.
                long explained = known.missing(from, to).stream()
                        .mapToLong(of.getValue()::countWithin)
                        .sum();
                if (explained > 0) {
                    lost.put(of.getKey(), explained);
                }
                long hits =
                        missing.stream().mapToLong(of.getValue()::countWithin).sum();
                falselyDeclared += from < to ? of.getValue().countWithin(new NumberSet.Run(from, to - 1)) - hits : 0;
                known.addAll(of.getValue());
            }
            long pending = known.missing(pendingFrom, to).stream()
                    .mapToLong(NumberSet.Run::length)
                    .sum();
            List<Gap> unexplained = known.missing(from, pendingFrom).stream()
                    .map(run -> new Gap(lane.topic(), lane.partition(), run.first(), run.last()))
                    .toList();
            return new LaneResult(
                    lane, seen.count(), duplicates, from, to, lost, falselyDeclared, pending, unexplained);
        }
    }

    private static final class Boot {
        private final String id;
        private final Map<Lane, LaneAudit> lanes = new LinkedHashMap<>();
        private final Map<String, Long> unnumbered = new LinkedHashMap<>();
        private final Set<String> settled = new HashSet<>();
        private String gatewayId = "";
        private long lastHeard;
        private @Nullable State state;
        private long finished = -1;
        private long counted;

        Boot(String id) {
            this.id = id;
        }

        LaneAudit lane(Lane lane) {
            return lanes.computeIfAbsent(lane, key -> new LaneAudit());
        }

        long ranges() {
            return lanes.values().stream()
                    .mapToLong(lane -> lane.seen.size()
                            + lane.declared.values().stream()
                                    .mapToLong(NumberSet::size)
                                    .sum())
                    .sum();
        }

        BootAudit result(Reading reading) {
            boolean isOver = state != null;
            List<LaneResult> results = new ArrayList<>();
            lanes.forEach((lane, audit) ->
                    results.add(audit.result(lane, reading.beginsInTheMiddle(id, lane), isOver, reading)));
            State known = state;
            if (known == null) {
                known = lastHeard < reading.silentBefore() ? State.SILENT : State.RUNNING;
            }
            return new BootAudit(id, gatewayId, known, results, unnumbered, mismatches(results, reading));
        }

        private List<String> mismatches(List<LaneResult> results, Reading reading) {
            List<String> mismatches = new ArrayList<>();
            boolean isWhole = results.stream().noneMatch(lane -> lane.from() > 0);
            if (state == null || !isWhole) {
                return mismatches;
            }
            long numbered = results.stream()
                    .filter(lane -> lane.lane().topic().equals(reading.requests()))
                    .mapToLong(LaneResult::to)
                    .sum();
            long unnumberedInAll =
                    unnumbered.values().stream().mapToLong(Long::longValue).sum();
            if (finished >= 0 && finished != numbered + unnumberedInAll) {
                mismatches.add("it finished " + finished + " requests, and gave numbers to " + numbered
                        + " and none to " + unnumberedInAll);
            }
            List<LaneResult> windows = results.stream()
                    .filter(lane -> lane.lane().topic().equals(reading.windows()))
                    .toList();
            boolean hasAllWindows = state == State.STOPPED
                    && !windows.isEmpty()
                    && windows.stream().allMatch(lane -> lane.seen() == lane.to());
            if (hasAllWindows && counted != numbered) {
                mismatches.add("its windows count " + counted + " requests, and it gave numbers to " + numbered);
            }
            return mismatches;
        }
    }

    /** Numbers that nobody saw and nobody declared lost. */
    public record Gap(String topic, int partition, long first, long last) {
        public long length() {
            return last - first + 1;
        }
    }

    /**
     * One partition's part of a boot.
     *
     * @param lane which
     * @param seen different records that were read
     * @param duplicates records that were read again
     * @param from the first number that could be read
     * @param to the number after the last that is known of
     * @param lost missing numbers that were declared, by reason
     * @param falselyDeclared numbers that were declared lost and read all the same
     * @param pending announced numbers of a running boot that are still to come
     * @param unexplained what is missing and was not declared
     */
    public record LaneResult(
            Lane lane,
            long seen,
            long duplicates,
            long from,
            long to,
            Map<String, Long> lost,
            long falselyDeclared,
            long pending,
            List<Gap> unexplained) {}

    /**
     * A boot, judged.
     *
     * @param bootId which
     * @param gatewayId whose it was, as far as that is known
     * @param state how it ended
     * @param lanes partition by partition
     * @param unnumbered losses of what had no number yet, by reason
     * @param mismatches published totals that do not add up
     */
    public record BootAudit(
            String bootId,
            String gatewayId,
            State state,
            List<LaneResult> lanes,
            Map<String, Long> unnumbered,
            List<String> mismatches) {
        /** Whether each number is accounted for, and the totals add up. */
        public boolean isProved() {
            return state != State.SILENT
                    && mismatches.isEmpty()
                    && lanes.stream().allMatch(lane -> lane.unexplained().isEmpty());
        }

        /** Whether nothing was lost or declared lost. */
        public boolean isWhole() {
            return isProved()
                    && unnumbered.values().stream().allMatch(count -> count == 0)
                    && lanes.stream().allMatch(lane -> lane.lost().isEmpty() && lane.falselyDeclared() == 0);
        }
    }
}
