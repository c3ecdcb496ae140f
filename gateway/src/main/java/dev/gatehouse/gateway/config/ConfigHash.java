package dev.gatehouse.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The name of a configuration by its content, as it was written: comments, layout, quotes, the order of keys
 * and the place of the files do not count; values and the order of lists do.
 *
 * <p>Variables count by their names, so that the gateways of a fleet, which differ in them, have one hash.
 */
final class ConfigHash {
    private final MessageDigest digest;

    private ConfigHash(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(List<Node> trees) {
        try {
            ConfigHash hash = new ConfigHash(MessageDigest.getInstance("SHA-256"));
            trees.forEach(hash::add);
            return HexFormat.of().formatHex(hash.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void add(Node node) {
        if (node instanceof MappingNode mapping) {
            open('{', mapping.getValue().size());
            mapping.getValue().stream()
                    .map(entry -> Map.entry(keyOf(entry), entry.getValueNode()))
                    .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .forEach(entry -> {
                        add(entry.getKey());
                        add(entry.getValue());
                    });
        } else if (node instanceof SequenceNode sequence) {
            open('[', sequence.getValue().size());
            sequence.getValue().forEach(this::add);
        } else if (node.getTag().equals(Tag.NULL)) {
            open('~', 0);
        } else if (node instanceof ScalarNode scalar) {
            add(scalar.getValue());
        }
    }

    private static String keyOf(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    // Lengths stand before what they measure, so that no two contents run together to the same bytes.
    private void open(char kind, int size) {
        digest.update((kind + Integer.toString(size)).getBytes(StandardCharsets.UTF_8));
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        open('"', bytes.length);
        digest.update(bytes);
    }
}
