package dev.gatehouse.gateway.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recorded paths, as the templates that hold them.
 *
 * <p>A segment stays as it is while few different ones were seen in its place. One that looks like an id, and all in
 * a place that takes more than {@code mostLiterals}, become {@code *}. What lies below becomes {@code **} where its
 * shapes differ too much: more than {@link #MOST_SHAPES} templates of {@link #MANY_LENGTHS} or more lengths, or more
 * than {@link #MOST_TEMPLATES} at all; and below {@link #DEEPEST} segments. The root itself never becomes {@code **}
 * for its shapes: nobody means to allow everything.
 *
 * <p>Every path that was added is matched by one of the templates, and {@code /**} is never one of them for want of room. The tree holds at most {@link #MOST_NODES} nodes.
 */
final class PathTree {
    static final int MOST_SHAPES = 16;
    static final int MANY_LENGTHS = 4;
    static final int MOST_TEMPLATES = 64;
    static final int DEEPEST = 16;
    static final int MOST_NODES = 20_000;

    private final int mostLiterals;
    private final Node root = new Node();
    private int nodes;

    PathTree(int mostLiterals) {
        this.mostLiterals = mostLiterals;
    }

    /** A template and how many of the paths it stands for. */
    record Learned(List<String> segments, long count) {
        String template() {
            return "/" + String.join("/", segments);
        }

        private Learned below(String segment) {
            List<String> all = new ArrayList<>(segments.size() + 1);
            all.add(segment);
            all.addAll(segments);
            return new Learned(all, count);
        }
    }

    /** Adds a path; false if there is no room, and nothing below the root that could stand for it. */
    boolean add(List<String> segments) {
        Node node = root;
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.isEmpty()) {
                node.slashes++;
                return true;
            }
            boolean hasRoom = nodes < MOST_NODES || node.knows(segment);
            if (i == 0 && !hasRoom) {
                return false;
            }
            if (i >= DEEPEST || !hasRoom) {
                node.rest++;
                return true;
            }
            node = node.child(segment);
        }
        node.ends++;
        return true;
    }

    /** The templates, none of which another one holds already. */
    List<Learned> templates() {
        return Covering.withoutCovered(root.templates(true));
    }

    private final class Node {
        private final Map<String, Node> literals = new TreeMap<>();
        private @Nullable Node any;
        private boolean isCrowded;
        private long ends;
        private long slashes;
        private long rest;

        boolean knows(String segment) {
            return isCrowded || Segment.isId(segment) ? any != null : literals.containsKey(segment);
        }

        Node child(String segment) {
            if (isCrowded || Segment.isId(segment)) {
                return any();
            }
            Node known = literals.get(segment);
            if (known != null) {
                return known;
            }
            if (literals.size() < mostLiterals) {
                nodes++;
                Node child = new Node();
                literals.put(segment, child);
                return child;
            }
            isCrowded = true;
            Node all = any();
            literals.values().forEach(all::merge);
            literals.clear();
            return all;
        }

        private Node any() {
            Node known = any;
            if (known == null) {
                nodes++;
                known = new Node();
                any = known;
            }
            return known;
        }

        private void merge(Node other) {
            ends += other.ends;
            slashes += other.slashes;
            rest += other.rest;
            Node otherAny = other.any;
            if (otherAny != null) {
                any().merge(otherAny);
            }
            isCrowded |= other.isCrowded;
            if (isCrowded) {
                Node all = any();
                literals.values().forEach(all::merge);
                literals.clear();
            }
            other.literals.forEach((segment, node) -> child(segment).merge(node));
        }

        List<Learned> templates(boolean isRoot) {
            List<Learned> all = new ArrayList<>();
            if (ends > 0) {
                all.add(new Learned(List.of(), ends));
            }
            if (slashes > 0) {
                all.add(new Learned(List.of(""), slashes));
            }
            literals.forEach((segment, node) ->
                    node.templates(false).forEach(learned -> all.add(learned.below(Segment.literal(segment)))));
            Node star = any;
            if (star != null) {
                star.templates(false).forEach(learned -> all.add(learned.below("*")));
            }
            if (rest > 0 || (!isRoot && differTooMuch(all))) {
                long count = rest + all.stream().mapToLong(Learned::count).sum();
                return List.of(new Learned(List.of("**"), count));
            }
            return all;
        }

        private static boolean differTooMuch(List<Learned> all) {
            long lengths = all.stream()
                    .map(learned -> learned.segments().size())
                    .distinct()
                    .count();
            return (all.size() > MOST_SHAPES && lengths >= MANY_LENGTHS) || all.size() > MOST_TEMPLATES;
        }
    }
}
