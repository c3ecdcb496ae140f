package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A file of the configuration as others may read it: with blanks where {@code gateway} was written.
 *
 * <p>That section holds addresses, and properties of Kafka's clients that may be passwords. Every letter of it
 * becomes a blank, comments included, so that all else keeps its line and column. Variables are not filled in.
 *
 * <p>{@code name} is what positions call the file.
 */
public record PublicText(String name, String text) {
    private static final String SECRET = "gateway";

    static PublicText of(SourceFile file, Node root) {
        StringBuilder text = new StringBuilder(file.text());
        if (root instanceof MappingNode mapping) {
            List<NodeTuple> entries = mapping.getValue();
            for (int i = 0; i < entries.size(); i++) {
                if (isSecret(entries.get(i))) {
                    blank(text, start(entries.get(i), text), endOf(mapping, i, text));
                }
            }
        }
        return new PublicText(file.name(), text.toString());
    }

    private static boolean isSecret(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(SECRET);
    }

    /** Where the next section begins; a comment between the two may belong to either, and goes. */
    private static int endOf(MappingNode mapping, int entry, StringBuilder text) {
        if (entry + 1 < mapping.getValue().size()) {
            return start(mapping.getValue().get(entry + 1), text);
        }
        boolean isFlow = mapping.getFlowStyle() == FlowStyle.FLOW;
        return isFlow ? index(mapping.getEndMark(), text, text.length()) - 1 : text.length();
    }

    private static int start(NodeTuple entry, StringBuilder text) {
        return index(entry.getKeyNode().getStartMark(), text, 0);
    }

    private static int index(Optional<Mark> mark, StringBuilder text, int otherwise) {
        // Marks count letters as people do, and a text counts some of them twice.
        return mark.map(found -> text.offsetByCodePoints(0, found.getIndex())).orElse(otherwise);
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
