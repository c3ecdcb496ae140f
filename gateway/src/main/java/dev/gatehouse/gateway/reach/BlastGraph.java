package dev.gatehouse.gateway.reach;

import dev.gatehouse.policy.analysis.reach.BlastRadius;
import dev.gatehouse.policy.analysis.reach.BlastRadius.Reached;
import dev.gatehouse.policy.analysis.reach.Hop;
import dev.gatehouse.policy.analysis.reach.Way;
import java.util.stream.Stream;

/**
 * A blast radius as a picture for Graphviz: everybody who is reached, by the direct calls and the last hops of
 * the shortest chains. A call that needs a gate is dashed, one that only audit mode lets through is dotted.
 */
public final class BlastGraph {
    private BlastGraph() {}

    public static String of(BlastRadius radius) {
        String start = radius.identity().name();
        StringBuilder dot = new StringBuilder("digraph ").append(quoted("blast radius of " + start));
        dot.append(" {\n  rankdir=LR;\n  node [shape=box];\n");
        dot.append("  ").append(quoted(start)).append(" [style=bold];\n");
        for (Reached reached : radius.reached()) {
            String name = reached.service().name();
            dot.append("  ")
                    .append(quoted(name))
                    .append(" [label=")
                    .append(quoted(name + "\n" + reached.service().label().level()))
                    .append("];\n");
        }
        radius.reached().stream().flatMap(BlastGraph::hops).forEach(hop -> edge(hop, dot));
        return dot.append("}\n").toString();
    }

    private static Stream<Hop> hops(Reached reached) {
        Hop last = reached.chain().hops().get(reached.chain().length() - 1);
        return reached.isDirect()
                ? reached.ways().stream().map(way -> new Hop(last.caller(), last.service(), way))
                : Stream.of(last);
    }

    private static void edge(Hop hop, StringBuilder dot) {
        dot.append("  ").append(quoted(hop.caller())).append(" -> ").append(quoted(hop.service()));
        dot.append(" [label=")
                .append(quoted(label(hop.way())))
                .append(style(hop.way()))
                .append("];\n");
    }

    private static String label(Way way) {
        return way.name()
                + way.gate()
                        .map(gate -> "\ngate of " + gate.owner() + ", " + gate.reason())
                        .orElse("");
    }

    private static String style(Way way) {
        if (way.rule().isEmpty()) {
            return ", style=dotted";
        }
        return way.gate().isPresent() ? ", style=dashed" : "";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
