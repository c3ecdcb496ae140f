package dev.gatehouse.policy.analysis.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** A walk from some identities along all calls at once, one hop at a time, that nobody closed makes further. */
final class Walk {
    private final CallGraph graph;
    private final BitSet closed;
    private final BitSet starts;
    private final BitSet seen;
    private final int[] cameFrom;
    private BitSet arrived;

    Walk(CallGraph graph, BitSet starts, BitSet closed) {
        this.graph = graph;
        this.starts = starts;
        this.closed = closed;
        seen = (BitSet) starts.clone();
        arrived = starts;
        cameFrom = new int[graph.size()];
    }

    /** Goes one hop further; says whether anybody was reached who was not before. */
    boolean goOn() {
        BitSet callers = (BitSet) arrived.clone();
        callers.andNot(closed);
        BitSet next = new BitSet(cameFrom.length);
        if (!callers.isEmpty()) {
            for (int service : graph.services()) {
                int caller = seen.get(service) ? -1 : graph.firstCallerOf(service, callers);
                if (caller >= 0) {
                    cameFrom[service] = caller;
                    next.set(service);
                }
            }
        }
        seen.or(next);
        arrived = next;
        return !next.isEmpty();
    }

    /** Whoever the last hop reached. */
    BitSet arrived() {
        return arrived;
    }

    Chain chainTo(int service) {
        List<Hop> hops = new ArrayList<>();
        for (int at = service; !starts.get(at); at = cameFrom[at]) {
            hops.add(graph.hop(cameFrom[at], at));
        }
        Collections.reverse(hops);
        return new Chain(hops);
    }
}
