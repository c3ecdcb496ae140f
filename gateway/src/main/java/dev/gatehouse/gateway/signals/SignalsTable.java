package dev.gatehouse.gateway.signals;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.telemetry.fleet.MergedWindow;
import dev.gatehouse.telemetry.fleet.RecentSignals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The four golden signals as a table: a line for each group, the busiest first, and one for the gateways. */
public final class SignalsTable {
    private static final int WIDEST_NAME = 40;

    private final List<String> by;
    private final int mostRows;

    public SignalsTable(List<String> by, int mostRows) {
        this.by = List.copyOf(by);
        this.mostRows = mostRows;
    }

    public String of(RecentSignals.Seen seen) {
        List<SignalRow> rows = rows(seen);
        List<List<String>> cells = new ArrayList<>();
        cells.add(heads());
        rows.stream().limit(mostRows).map(SignalsTable::cells).forEach(cells::add);
        if (rows.size() > mostRows) {
            cells.add(cells(other(rows, seen)));
        }
        StringBuilder text = new StringBuilder();
        int[] widths = widths(cells);
        cells.forEach(line -> line(text, line, widths));
        text.append('\n').append(gateways(seen)).append('\n');
        return text.toString();
    }

    /** The groups, the busiest first. */
    static List<SignalRow> rows(RecentSignals.Seen seen) {
        return seen.groups().entrySet().stream()
                .map(group -> new SignalRow(group.getKey(), group.getValue(), seen.covered()))
                .sorted(Comparator.comparingLong(SignalRow::requests)
                        .reversed()
                        .thenComparing(row -> String.join(" ", row.names())))
                .toList();
    }

    private SignalRow other(List<SignalRow> rows, RecentSignals.Seen seen) {
        MergedWindow sum = new MergedWindow();
        rows.stream().skip(mostRows).forEach(row -> sum.add(row.sum()));
        List<String> names = new ArrayList<>();
        names.add("other (" + (rows.size() - mostRows) + ")");
        while (names.size() < by.size()) {
            names.add("");
        }
        return new SignalRow(names, sum, seen.covered());
    }

    private List<String> heads() {
        List<String> heads = new ArrayList<>();
        by.forEach(name -> heads.add(name.toUpperCase(Locale.ROOT)));
        heads.addAll(List.of("REQ/S", "P50", "P99", "BACKEND P99", "ERRORS", "DENIED"));
        return heads;
    }

    private static List<String> cells(SignalRow row) {
        List<String> cells = new ArrayList<>();
        row.names().forEach(name -> cells.add(shortened(PlainText.line(name))));
        cells.add(format("%,.1f", row.perSecond()));
        cells.add(duration(row.quantile(0.5)));
        cells.add(duration(row.quantile(0.99)));
        cells.add(duration(row.backendQuantile(0.99)));
        cells.add(format("%.2f %%", row.errorShare() * 100));
        cells.add(format("%,d", row.denials()));
        return cells;
    }

    private static String gateways(RecentSignals.Seen seen) {
        MergedWindow all = seen.gateways();
        String line = format(
                "%,d gateways, %,d in flight, fullest: %s %.0f %%%s, telemetry lost: %,d, over %s",
                all.gateways(),
                all.inFlight(),
                PlainText.line(all.saturationWorstSource()),
                all.saturationWorst() * 100,
                all.gateways() > 1 ? " of " + PlainText.line(all.saturationWorstGateway()) : "",
                all.sum("lost"),
                seen.covered().toSeconds() + " s");
        return seen.leftOut() == 0 ? line : line + format("; %,d windows found no room here", seen.leftOut());
    }

    private int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    /** Names to the left, numbers to the right. */
    private void line(StringBuilder text, List<String> line, int[] widths) {
        StringBuilder padded = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - line.get(i).length());
            padded.append(i == 0 ? "" : "  ").append(i < by.size() ? line.get(i) + blanks : blanks + line.get(i));
        }
        text.append(padded.toString().stripTrailing()).append('\n');
    }

    private static String shortened(String name) {
        return name.length() <= WIDEST_NAME ? name : name.substring(0, WIDEST_NAME - 1) + "…";
    }

    private static String duration(OptionalLong micros) {
        if (micros.isEmpty()) {
            return "-";
        }
        double value = micros.getAsLong();
        if (value < 1000) {
            return format("%.0f µs", value);
        }
        return value < 1_000_000 ? format("%.1f ms", value / 1000) : format("%.1f s", value / 1_000_000);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
