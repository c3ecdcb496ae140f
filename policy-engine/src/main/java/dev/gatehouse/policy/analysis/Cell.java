package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.path.CanonicalPath;
import java.util.List;

/**
 * Requests to one service of which the same rules and gates speak, shown by one of them with the shortest path;
 * {@code candidates} has those of each policy.
 */
public record Cell(String method, CanonicalPath path, List<Candidates> candidates) {
    public Cell {
        candidates = List.copyOf(candidates);
    }
}
