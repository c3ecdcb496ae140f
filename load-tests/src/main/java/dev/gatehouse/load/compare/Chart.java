package dev.gatehouse.load.compare;

import java.util.Locale;
import java.util.Map;

/** The processor time for a request as bars, a group for each work, to be read on light ground and on dark. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int LABEL = 190;
    private static final int LONGEST = 400;
    private static final int ROW = 20;
    private static final int BAR = 14;
    private static final int TITLE = 34;
    private static final int MARGIN = 16;

    private Chart() {}

    static String of(Map<String, Map<String, Measured>> works) {
        StringBuilder bars = new StringBuilder();
        int y = MARGIN + TITLE;
        for (Map.Entry<String, Map<String, Measured>> work : works.entrySet()) {
            bars.append(text(MARGIN, y + 16, "work", describe(work.getKey())));
            y += TITLE - 8;
            double longest = longest(work.getValue());
            double nginx = MarkdownReport.cpu(work.getValue(), "nginx");
            for (Map.Entry<String, Measured> row : work.getValue().entrySet()) {
                bars.append(bar(y, row.getKey(), row.getValue().cpuMicros(), longest, nginx));
                y += ROW;
            }
            y += MARGIN;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>Processor time for a request</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328 }
                .head { font-size: 16px; font-weight: 600 }
                .work { font-weight: 600 }
                .bar { fill: #8c959f }
                .own { fill: #0969da }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                .bar { fill: #6e7681 }
                .own { fill: #4493f8 }
                }
                </style>
                %3$s%4$s</svg>
                """.formatted(
                WIDTH, y, text(MARGIN, MARGIN + 14, "head", "Processor time for a request, µs; less is better"), bars);
    }

    private static String describe(String title) {
        return title + ": "
                + Work.named(title).stream().findFirst().map(Work::description).orElse("");
    }

    private static double longest(Map<String, Measured> rows) {
        return rows.values().stream().mapToDouble(Measured::cpuMicros).max().orElse(1);
    }

    private static String bar(int y, String title, double micros, double longest, double nginx) {
        int width = (int) Math.max(1, Math.round(LONGEST * micros / longest));
        String ratio = MarkdownReport.ratio(micros, nginx);
        String value =
                String.format(Locale.ROOT, "%.1f", micros) + (ratio.isEmpty() ? "" : "  (" + ratio + " × nginx)");
        return text(MARGIN, y + 12, "name", title)
                + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>\n"
                        .formatted(title.startsWith("Gatehouse") ? "own" : "bar", LABEL, y, width, BAR)
                + text(LABEL + width + 8, y + 12, "value", value);
    }

    private static String text(int x, int y, String kind, String text) {
        return "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n".formatted(x, y, kind, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
