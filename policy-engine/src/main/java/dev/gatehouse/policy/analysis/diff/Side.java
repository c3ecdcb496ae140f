package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.CompiledPolicy;
import java.util.List;

/** One of two generations that are compared: its policy, and its routes in the order in which they are asked. */
public record Side(CompiledPolicy policy, List<ComparedRoute> routes) {
    public Side {
        routes = List.copyOf(routes);
    }
}
