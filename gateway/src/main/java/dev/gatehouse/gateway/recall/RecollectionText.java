package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.gateway.explain.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A recollection for somebody at a terminal: what happened, what it means, and then the explanation. */
public final class RecollectionText {
    private static final Map<String, String> TIMINGS = Map.of(
            "policy_us", "policy",
            "queue_us", "waiting",
            "connect_us", "connecting",
            "ttfb_us", "backend");
    private static final List<String> ORDER = List.of("policy_us", "queue_us", "connect_us", "ttfb_us");
    private static final int SHORT_HASH = 12;

    private final PastRequest request;
    private final StringBuilder text = new StringBuilder();

    private RecollectionText(PastRequest request) {
        this.request = request;
    }

    /** The whole recollection, with a line break at its end. */
    public static String of(Recollection recollection) {
        RecollectionText text = new RecollectionText(recollection.request());
        text.happened();
        text.decision();
        text.rules(recollection);
        recollection
                .explanation()
                .ifPresent(explanation -> text.text
                        .append("\njudged again by these rules\n\n")
                        .append(ExplanationText.bodyOf(explanation)));
        return PlainText.lines(text.text.toString());
    }

    private void happened() {
        text.append(said("method")).append(' ').append(request.text("path").orElseGet(() -> said("path_template")));
        text.append(" from ").append(said("src_identity"));
        request.text("behalf").ifPresent(behalf -> text.append(" on behalf of ").append(behalf));
        text.append(" at ").append(request.at()).append(": ").append(said("status"));
        text.append(request.isAudited() ? ", denied in audit mode\n\n" : "\n\n");
        line("trace", said("trace_id") + ", gateway `" + said("gateway_id") + "`");
        line(
                "means",
                Meanings.of(request)
                        + request.text("error_type")
                                .map(word -> " (" + word + ")")
                                .orElse(""));
        line("caller", caller());
        line("route", request.text("route").map(route -> "`" + route + "`").orElse("none"));
        line("backend", backend());
        line("took", took());
    }

    private String caller() {
        String connection = List.of("protocol", "tls_version", "client_net").stream()
                .map(request::text)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        String spiffe = request.text("src_spiffe").map(id -> " with " + id).orElse("");
        return "`" + said("src_identity") + "` at `" + said("src_level") + "`" + spiffe + ", " + connection;
    }

    private String backend() {
        if (request.text("upstream").isEmpty()) {
            return "none was called";
        }
        long attempts = request.number("attempts");
        String proved = request.text("dst_spiffe")
                .map(id -> ", which proved to be " + id)
                .orElse("");
        return said("upstream") + proved + (attempts > 1 ? ", in " + attempts + " attempts" : "");
    }

    private String took() {
        List<String> parts = new ArrayList<>();
        for (String field : ORDER) {
            if (request.number(field) > 0) {
                parts.add(TIMINGS.get(field) + " " + millis(request.number(field)));
            }
        }
        long total = request.number("total_us");
        String all = total < 0 ? "not told" : millis(total);
        return all + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    private void decision() {
        Optional<String> decision = request.text("decision");
        line("decision", decision.map(this::told).orElse("the policy was never asked"));
        request.text("nearest")
                .filter(nearest -> !request.text("reason").orElse("").equals(nearest))
                .ifPresent(nearest -> line("nearest", nearest));
    }

    private String told(String decision) {
        String rule =
                request.text("rule").map(name -> " by rule `" + name + "`").orElse("");
        return "`" + decision + "`" + rule
                + request.text("reason").map(why -> ": " + why).orElse("");
    }

    private void rules(Recollection recollection) {
        String hash = request.hash()
                .map(all -> all.substring(0, Math.min(SHORT_HASH, all.length())))
                .orElse("none was taken");
        line("generation", hash);
        more(recollection.source());
        if (!recollection.missing().isEmpty()) {
            line("unknown", "not in the event: " + String.join("; ", recollection.missing()));
        }
        if (!recollection.difference().isEmpty()) {
            boolean isBug = recollection.isSameGeneration();
            line(isBug ? "DIFFERS" : "differs", recollection.difference());
            more(isBug ? "which is a bug of the gateway: please report it" : "they are not those that it ran under");
        }
    }

    private String said(String field) {
        return request.text(field).orElse("-");
    }

    private void line(String label, String said) {
        text.append(String.format(Locale.ROOT, "%-11s", label)).append(said).append('\n');
    }

    private void more(String said) {
        line("", said);
    }
}
