package dev.gatehouse.policy.analysis.reach;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shortest chain from one of some identities to another of some others.
 *
 * <p>Whoever is among both does not reach anything by being there, so the two ends have to differ. A walk from
 * all starts at once would lose track of who started. Two different numbers differ in some bit, so one walk for
 * each bit and value, from those who have it to those who do not, misses nothing and stays a plain walk.
 */
final class ShortestChain {
    private static final Comparator<Chain> SHORTEST_FIRST =
            Comparator.comparingInt(Chain::length).thenComparing(Chain::toString);

    private final CallGraph graph;
    private final BitSet starts;
    private final BitSet ends;
    private final BitSet closed;

    ShortestChain(CallGraph graph, BitSet starts, BitSet ends, BitSet closed) {
        this.graph = graph;
        this.starts = starts;
        this.ends = ends;
        this.closed = closed;
    }

    Optional<Chain> find() {
        if (!starts.intersects(ends)) {
            return walk(starts, ends);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(graph.size());
        return IntStream.range(0, bits)
                .boxed()
                .flatMap(bit -> Stream.of(
                        walk(having(starts, bit, 0), having(ends, bit, 1)),
                        walk(having(starts, bit, 1), having(ends, bit, 0))))
                .flatMap(Optional::stream)
                .min(SHORTEST_FIRST);
    }

    private static BitSet having(BitSet numbers, int bit, int value) {
        BitSet chosen = new BitSet();
        numbers.stream().filter(number -> (number >> bit & 1) == value).forEach(chosen::set);
        return chosen;
    }

    private Optional<Chain> walk(BitSet from, BitSet to) {
        Walk walk = new Walk(graph, from, closed);
        while (walk.goOn()) {
            if (walk.arrived().intersects(to)) {
                return walk.arrived().stream()
                        .filter(to::get)
                        .mapToObj(walk::chainTo)
                        .min(Comparator.comparing(Chain::toString));
            }
        }
        return Optional.empty();
    }
}
