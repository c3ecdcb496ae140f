package dev.gatehouse.gateway.compare;

import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.filters.ComparedRoutes;
import dev.gatehouse.policy.analysis.diff.ComparedRoute;
import dev.gatehouse.policy.analysis.diff.Comparison;
import dev.gatehouse.policy.analysis.diff.Difference;
import dev.gatehouse.policy.analysis.diff.Difference.Kind;
import dev.gatehouse.policy.analysis.diff.Differences;
import dev.gatehouse.policy.analysis.diff.Side;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Two generations side by side: for whom which requests fare otherwise, and which routes were touched.
 *
 * <p>{@code from} is the moment from which on they are compared.
 */
public record ComparedGenerations(Differences differences, RouteChanges routes, Instant from) {

    public static ComparedGenerations of(Generation before, Generation after, Instant from) {
        List<ComparedRoute> old = ComparedRoutes.of(before.routes());
        List<ComparedRoute> fresh = ComparedRoutes.of(after.routes());
        Differences differences = Comparison.of(new Side(before.policy(), old), new Side(after.policy(), fresh), from);
        return new ComparedGenerations(differences, RouteChanges.between(old, fresh), from);
    }

    /** Whether somebody reaches what they did not reach, or nobody can say. */
    public boolean haveWidened() {
        return differences.count(Kind.WIDENED) + differences.count(Kind.MOVED) > 0
                || !differences.undecided().isEmpty();
    }

    /** How many differences there are of a kind. */
    public long count(Kind kind) {
        return differences.count(kind);
    }

    public List<Difference> all() {
        return differences.all();
    }

    /** The ids of the routes that came, went, or take other requests or serve another identity than before. */
    public record RouteChanges(List<String> added, List<String> removed, List<String> changed) {
        public RouteChanges {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        public boolean areNone() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }

        static RouteChanges between(List<ComparedRoute> before, List<ComparedRoute> after) {
            Map<String, ComparedRoute> old = byId(before);
            Map<String, ComparedRoute> fresh = byId(after);
            TreeSet<String> added = new TreeSet<>(fresh.keySet());
            added.removeAll(old.keySet());
            TreeSet<String> removed = new TreeSet<>(old.keySet());
            removed.removeAll(fresh.keySet());
            List<String> changed = old.entrySet().stream()
                    .filter(entry -> fresh.containsKey(entry.getKey())
                            && !entry.getValue().equals(fresh.get(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            return new RouteChanges(List.copyOf(added), List.copyOf(removed), changed);
        }

        private static Map<String, ComparedRoute> byId(List<ComparedRoute> routes) {
            Map<String, ComparedRoute> byId = new LinkedHashMap<>();
            routes.forEach(route -> byId.put(route.id(), route));
            return byId;
        }
    }
}
