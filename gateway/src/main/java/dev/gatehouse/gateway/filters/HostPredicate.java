package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.HostForm;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.StringUtils;

/**
 * {@code Host}: the host, in lower case and without its port, fits one of several patterns such as
 * {@code **.example.com} or {@code {tenant}.example.com}.
 */
final class HostPredicate implements RoutePredicate, VariableSource {
    private final List<String> written;
    private final List<String> patterns;
    private final Set<String> spelledOut;
    private final List<String> others;
    private final AntPathMatcher matcher = new AntPathMatcher(".");

    HostPredicate(List<String> written) {
        this.written = List.copyOf(written);
        patterns = written.stream().map(HostPredicate::lowerOutsideBraces).toList();
        spelledOut = patterns.stream().filter(HostPredicate::isSpelledOut).collect(Collectors.toUnmodifiableSet());
        others = patterns.stream()
                .filter(pattern -> !spelledOut.contains(pattern))
                .toList();
    }

    /** Whether a pattern speaks of a port, which is no part of the host here. */
    static boolean namesPort(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "").indexOf(':') >= 0;
    }

    private static String lowerOutsideBraces(String pattern) {
        StringBuilder lower = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            lower.append(depth > 0 ? String.valueOf(c) : String.valueOf(c).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    private static boolean isSpelledOut(String pattern) {
        return pattern.chars().noneMatch(HostPredicate::isWild) && hasOnlyLabels(pattern);
    }

    private static boolean isWild(int c) {
        return "*?{}".indexOf(c) >= 0;
    }

    /** The matcher takes no notice of empty labels. Where there are none, equal text is all that fits. */
    private static boolean hasOnlyLabels(String host) {
        return !host.isEmpty() && !host.startsWith(".") && !host.endsWith(".") && !host.contains("..");
    }

    @Override
    public boolean test(RequestHead head) {
        String host = head.host();
        if (spelledOut.contains(host)) {
            return true;
        }
        for (String pattern : hasOnlyLabels(host) ? others : patterns) {
            if (matcher.match(pattern, host)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<String, String> variables(RequestHead head) {
        for (String pattern : patterns) {
            if (matcher.match(pattern, head.host())) {
                return matcher.extractUriTemplateVariables(pattern, head.host());
            }
        }
        return Map.of();
    }

    @Override
    public Optional<List<HostForm>> hosts() {
        return Optional.of(patterns.stream().map(HostPredicate::form).toList());
    }

    /** The labels behind the last one that is not spelled out; like the matcher it takes no notice of empty ones. */
    private static HostForm form(String pattern) {
        String[] labels = StringUtils.tokenizeToStringArray(pattern, ".", false, true);
        Deque<String> literal = new ArrayDeque<>();
        int from = labels.length;
        while (from > 0 && labels[from - 1].chars().noneMatch(HostPredicate::isWild)) {
            literal.addFirst(labels[--from]);
        }
        return new HostForm(String.join(".", literal), from > 0);
    }

    /** An expression of the operator's is run by Java as it is. */
    @Override
    public boolean mayFail() {
        return patterns.stream().anyMatch(pattern -> pattern.indexOf(':') >= 0);
    }

    @Override
    public Set<String> looksAt() {
        return Set.of("header.host");
    }

    @Override
    public String describe() {
        return "Host=" + String.join(",", written);
    }
}
