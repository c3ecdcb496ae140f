package dev.gatehouse.gateway.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a candidate would have decided what has happened.
 *
 * <p>{@code lost} counts the requests that passed and would not pass any more, {@code unsure} those that passed and
 * of which that cannot be told. {@code otherRules} are among the same
 * ones. {@code notJudged} are requests that never reached the policy, by what became of them.
 */
public record ReplayReport(
        long same,
        long lost,
        long unsure,
        List<Group> changes,
        List<Group> undecidable,
        List<Group> otherRules,
        Map<String, Long> notJudged,
        long unreadable,
        long duplicates) {

    public ReplayReport {
        changes = List.copyOf(changes);
        undecidable = List.copyOf(undecidable);
        otherRules = List.copyOf(otherRules);
        notJudged = new TreeMap<>(notJudged);
    }

    /**
     * Requests of one kind. {@code why} is what was said of the first of them: the nearest miss of a denial, or why it
     * cannot be told.
     */
    public record Group(
            long count,
            String turn,
            String caller,
            String callee,
            String method,
            String template,
            String rule,
            String why,
            List<String> traceIds) {
        public Group {
            traceIds = List.copyOf(traceIds);
        }

        private static Group of(Change change, Samples samples) {
            return new Group(
                    samples.count(),
                    change.turn(),
                    change.caller(),
                    change.callee(),
                    change.method(),
                    change.template(),
                    change.rule(),
                    change.because().isEmpty() ? samples.why() : change.because(),
                    samples.traceIds());
        }
    }

    public long changed() {
        return total(changes);
    }

    public long open() {
        return total(undecidable);
    }

    /** Whether every request that passed is known to pass again. */
    public boolean isHarmless() {
        return lost + unsure == 0;
    }

    /** Requests that the policy had judged. */
    public long replayed() {
        return same + changed() + open();
    }

    public long notJudgedTotal() {
        return notJudged.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long total(List<Group> groups) {
        return groups.stream().mapToLong(Group::count).sum();
    }

    static List<Group> sorted(Map<Change, Samples> groups) {
        return groups.entrySet().stream()
                .map(entry -> Group.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Group::turn)
                        .thenComparing(Comparator.comparingLong(Group::count).reversed())
                        .thenComparing(Group::caller)
                        .thenComparing(Group::callee)
                        .thenComparing(Group::method)
                        .thenComparing(Group::template)
                        .thenComparing(Group::rule)
                        .thenComparing(Group::why))
                .toList();
    }
}
