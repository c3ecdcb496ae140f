package dev.gatehouse.policy.analysis;

import java.util.List;
import java.util.Set;

/**
 * Callers that the rules and gates of a cell cannot tell apart: those of {@code alike} who are not among the
 * {@code others}.
 */
public record CallerGroup(Caller first, List<Caller> alike, Set<Caller> others) {

    /** Everybody in the group. */
    public List<Caller> members() {
        return others.isEmpty()
                ? alike
                : alike.stream().filter(caller -> !others.contains(caller)).toList();
    }
}
