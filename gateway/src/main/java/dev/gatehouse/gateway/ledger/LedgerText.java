package dev.gatehouse.gateway.ledger;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.telemetry.read.LedgerAudit.BootAudit;
import dev.gatehouse.telemetry.read.LedgerAudit.Gap;
import dev.gatehouse.telemetry.read.LedgerAudit.LaneResult;
import dev.gatehouse.telemetry.read.LedgerAudit.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict as an operator reads it: a paragraph for each boot, a line for each topic, and what is missing. */
public final class LedgerText {
    private static final int MOST_GAPS = 20;

    private LedgerText() {}

    public static String of(LedgerVerdict verdict) {
        StringBuilder text = new StringBuilder();
        verdict.boots().forEach(boot -> boot(text, boot));
        text.append(summary(verdict)).append('\n');
        return text.toString();
    }

    /** The last line, which says it all. */
    public static String summary(LedgerVerdict verdict) {
        if (verdict.isTooMuch()) {
            return "not proved: there are more gaps than can be kept; ask for less with --since";
        }
        if (verdict.boots().isEmpty()) {
            return "not proved: no gateway wrote anything";
        }
        long proved = verdict.boots().stream().filter(BootAudit::isProved).count();
        String counts =
                line("%,d records, %,d boots", verdict.read(), verdict.boots().size());
        if (verdict.isWhole()) {
            return "the ledger is whole: " + counts + ", nothing is missing";
        }
        if (verdict.isProved()) {
            return "the ledger balances: " + counts + ", everything that is missing was declared";
        }
        return "the ledger does not balance: " + counts + ", "
                + (verdict.boots().size() - proved) + " not proved";
    }

    private static void boot(StringBuilder text, BootAudit boot) {
        text.append(line(
                "%s %s %s%n",
                PlainText.line(boot.gatewayId()),
                PlainText.line(boot.bootId()),
                boot.state().name().toLowerCase(Locale.ROOT)));
        Map<String, List<LaneResult>> topics = new LinkedHashMap<>();
        boot.lanes().stream()
                .sorted((one, other) ->
                        one.lane().topic().compareTo(other.lane().topic()))
                .forEach(lane -> topics.computeIfAbsent(lane.lane().topic(), key -> new ArrayList<>())
                        .add(lane));
        topics.forEach((topic, lanes) -> topic(text, topic, lanes));
        boot.unnumbered().forEach((reason, count) -> {
            if (count > 0) {
                text.append(line("  lost without a number: %,d %s%n", count, PlainText.line(reason)));
            }
        });
        boot.mismatches()
                .forEach(mismatch ->
                        text.append("  does not add up: ").append(mismatch).append('\n'));
        if (boot.state() == State.SILENT) {
            text.append("  not proved: nothing was heard of it for long, and no later start recovered its spool\n");
        }
    }

    private static void topic(StringBuilder text, String topic, List<LaneResult> lanes) {
        long known = lanes.stream().mapToLong(lane -> lane.to() - lane.from()).sum();
        long seen = lanes.stream().mapToLong(LaneResult::seen).sum();
        long duplicates = lanes.stream().mapToLong(LaneResult::duplicates).sum();
        long pending = lanes.stream().mapToLong(LaneResult::pending).sum();
        text.append(line("  %-26s %,d of %,d seen", PlainText.line(topic), seen, known));
        text.append(duplicates > 0 ? line(", %,d twice", duplicates) : "");
        text.append(pending > 0 ? line(", %,d on their way", pending) : "");
        text.append(lanes.stream().anyMatch(lane -> lane.from() > 0) ? ", the beginning is not kept any more" : "");
        text.append('\n');
        Map<String, Long> lost = new LinkedHashMap<>();
        lanes.forEach(lane -> lane.lost().forEach((reason, count) -> lost.merge(reason, count, Long::sum)));
        lost.forEach(
                (reason, count) -> text.append(line("    declared lost: %,d %s%n", count, PlainText.line(reason))));
        long falsely = lanes.stream().mapToLong(LaneResult::falselyDeclared).sum();
        if (falsely > 0) {
            text.append(line("    declared lost, and there all the same: %,d%n", falsely));
        }
        gaps(text, lanes.stream().flatMap(lane -> lane.unexplained().stream()).toList());
    }

    private static void gaps(StringBuilder text, List<Gap> gaps) {
        for (Gap gap : gaps.subList(0, Math.min(gaps.size(), MOST_GAPS))) {
            text.append(line(
                    "    UNEXPLAINED: partition %d, %d to %d, %,d records%n",
                    gap.partition(), gap.first(), gap.last(), gap.length()));
        }
        if (gaps.size() > MOST_GAPS) {
            text.append(line("    UNEXPLAINED: %,d more gaps%n", gaps.size() - MOST_GAPS));
        }
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
