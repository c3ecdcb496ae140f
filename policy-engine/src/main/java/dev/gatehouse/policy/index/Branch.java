package dev.gatehouse.policy.index;

import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.TemplateSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of templates that begin alike. Templates that say the same end in the same place.
 *
 * <p>A branch that {@code **} leads to is entered for free and keeps every segment: it loops.
 */
final class Branch {
    static final int NO_END = -1;

    private final int number;
    private final boolean loops;
    private final Map<String, Branch> literals = new HashMap<>(2);
    private @Nullable Branch one;
    private @Nullable Branch many;
    private int end = NO_END;

    private Branch(int number, boolean loops) {
        this.number = number;
        this.loops = loops;
    }

    /** Plants all templates and says at which end each of them is found. */
    static Branch plant(List<PathTemplate> templates, int[] ends) {
        int[] counts = new int[2];
        Branch root = new Branch(counts[0]++, false);
        for (int i = 0; i < ends.length; i++) {
            Branch branch = root;
            for (TemplateSegment part : templates.get(i).parts()) {
                branch = branch.grow(part, counts);
            }
            if (branch.end == NO_END) {
                branch.end = counts[1]++;
            }
            ends[i] = branch.end;
        }
        return root;
    }

    private Branch grow(TemplateSegment part, int[] counts) {
        Optional<String> literal = part.literal();
        if (literal.isPresent()) {
            return literals.computeIfAbsent(literal.get(), text -> new Branch(counts[0]++, false));
        }
        Branch known = part.isMany() ? many : one;
        if (known != null) {
            return known;
        }
        Branch grown = new Branch(counts[0]++, part.isMany());
        if (part.isMany()) {
            many = grown;
        } else {
            one = grown;
        }
        return grown;
    }

    int number() {
        return number;
    }

    boolean loops() {
        return loops;
    }

    /** The end that lies here, or {@link #NO_END}. */
    int end() {
        return end;
    }

    Map<String, Branch> literals() {
        return literals;
    }

    @Nullable
    Branch one() {
        return one;
    }

    @Nullable
    Branch many() {
        return many;
    }

    /** Whether any segment leads on from here. */
    boolean leadsOn() {
        return loops || one != null || !literals.isEmpty();
    }
}
