package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.CallClass;
import dev.gatehouse.policy.analysis.Caller;
import dev.gatehouse.policy.analysis.diff.Difference.Kind;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts together what differs in the same way: by the same two answers, between the same two services. */
final class Collected {
    private static final Comparator<Difference> IN_ORDER = Comparator.comparing(Difference::kind)
            .thenComparing(difference -> difference.after().service())
            .thenComparing(difference -> difference.before().service())
            .thenComparing(difference -> difference.path().value())
            .thenComparing(Difference::method)
            .thenComparing(Difference::caller);

    private final int everybody;
    private final Map<Key, Extent> found = new LinkedHashMap<>();
    private final Set<String> undecided = new TreeSet<>();

    Collected(int everybody) {
        this.everybody = everybody;
    }

    private record Key(Kind kind, String before, String ruleBefore, String after, String ruleAfter) {}

    /**
     * One of its kind, in the caller's own name if that can be and with the shortest path, and how far it
     * reaches.
     */
    private record Extent(Difference first, Set<String> callers, Set<String> requests) {
        boolean isPlainerThan(Extent other) {
            return first.behalf().size() <= other.first().behalf().size();
        }

        Extent shownBy(Difference other) {
            return new Extent(other, callers, requests);
        }
    }

    void undecided(String what) {
        undecided.add(what);
    }

    void add(Difference difference, CallClass calls) {
        Key key = new Key(
                difference.kind(),
                difference.before().service(),
                difference.before().rule(),
                difference.after().service(),
                difference.after().rule());
        Extent extent = found.merge(
                key,
                new Extent(difference, new TreeSet<>(), new TreeSet<>()),
                (known, fresh) -> known.isPlainerThan(fresh) ? known : known.shownBy(difference));
        int side = difference.kind() == Kind.NARROWED ? 0 : 1;
        if (extent.callers().size() < everybody) {
            for (Caller caller : calls.callers().members()) {
                extent.callers().add(caller.seenAs().get(side).name());
            }
        }
        extent.requests().add(request(difference, calls, side));
    }

    /** The line of the rule that lets the call pass, or the request itself when none does. */
    private static String request(Difference difference, CallClass calls, int side) {
        String rule =
                side == 0 ? difference.before().rule() : difference.after().rule();
        for (Rule candidate : calls.cell().candidates().get(side).allow()) {
            if (candidate.name().equals(rule)) {
                for (RequestPattern pattern : candidate.requests()) {
                    if (pattern.matches(difference.method(), difference.path())) {
                        return pattern.toString();
                    }
                }
            }
        }
        return difference.method() + " " + difference.path();
    }

    Differences differences() {
        List<Difference> all = new ArrayList<>();
        for (Extent extent : found.values()) {
            Difference first = extent.first();
            all.add(new Difference(
                    first.kind(),
                    first.callerBefore(),
                    first.callerAfter(),
                    first.behalf(),
                    first.method(),
                    first.path(),
                    first.situation(),
                    first.routePredicates(),
                    first.before(),
                    first.after(),
                    List.copyOf(extent.callers()),
                    List.copyOf(extent.requests())));
        }
        return new Differences(all.stream().sorted(IN_ORDER).toList(), List.copyOf(undecided));
    }
}
