package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts all requests to one service into cells, those with the shortest paths first. */
final class Cells {
    private static final List<String> USUAL_METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");

    private final List<Ruleset> rulesets;
    private final List<PathTemplate> templates = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<List<Line>> linesOfEnd = new ArrayList<>();
    private final PathIndex index;
    private final PathIndex part;
    private final Set<Integer> frame = new HashSet<>();
    private PathClasses.@Nullable Walked walked;

    /** Of one ruleset, or of several whose requests are cut where any of them does. */
    Cells(List<Ruleset> rulesets) {
        this(rulesets, List.of(), PathClasses.EVERYWHERE);
    }

    /** The same, cut where these templates do as well. */
    Cells(List<Ruleset> rulesets, List<PathTemplate> framed) {
        this(rulesets, framed, PathClasses.EVERYWHERE);
    }

    /** The same, but only those whose paths one of {@code wanted} matches, which all are templates of the rulesets. */
    static Cells within(Collection<PathTemplate> wanted, List<Ruleset> rulesets) {
        return new Cells(rulesets, List.of(), List.copyOf(wanted));
    }

    private Cells(List<Ruleset> rulesets, List<PathTemplate> framed, List<PathTemplate> wanted) {
        this.rulesets = List.copyOf(rulesets);
        for (int policy = 0; policy < rulesets.size(); policy++) {
            Ruleset ruleset = rulesets.get(policy);
            addRules(policy, Part.ALLOW, ruleset.allow());
            addRules(policy, Part.DENY, ruleset.deny());
            for (int i = 0; i < ruleset.gates().size(); i++) {
                add(policy, Part.GATES, i, ruleset.gates().get(i).requests());
            }
        }
        templates.addAll(framed);
        index = PathIndex.of(templates);
        part = PathIndex.of(wanted);
        for (int end = 0; end < index.ends(); end++) {
            linesOfEnd.add(new ArrayList<>());
        }
        for (int i = 0; i < lines.size(); i++) {
            linesOfEnd.get(index.endOf(i)).add(lines.get(i));
        }
        for (int i = lines.size(); i < templates.size(); i++) {
            frame.add(index.endOf(i));
        }
    }

    private enum Part {
        ALLOW,
        DENY,
        GATES
    }

    /** One request pattern of a rule or gate, which is the n-th in its part of its policy's ruleset. */
    private record Line(int policy, Part part, int position, RequestPattern pattern) {}

    private void addRules(int policy, Part part, List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            add(policy, part, i, rules.get(i).requests());
        }
    }

    private void add(int policy, Part part, int position, List<RequestPattern> patterns) {
        for (RequestPattern pattern : patterns) {
            templates.add(pattern.template());
            lines.add(new Line(policy, part, position, pattern));
        }
    }

    /** Whether these are all; if not, there were too many paths that differ, and nothing is known of the rest. */
    boolean areComplete() {
        return paths().isComplete();
    }

    private PathClasses.Walked paths() {
        PathClasses.Walked known = walked;
        if (known == null) {
            known = PathClasses.within(part, index);
            walked = known;
        }
        return known;
    }

    /** Every cell of which a rule or gate speaks. */
    Stream<Cell> all() {
        return paths().classes().stream().flatMap(this::cellsOf);
    }

    /** Every cell of this method whose paths the framing templates match, also where no rule speaks. */
    Stream<Cell> framed(String method) {
        return paths().classes().stream()
                .filter(path -> IntStream.of(path.ends()).anyMatch(frame::contains))
                .map(path -> new Cell(method, path.shortest(), candidates(method, speakingAt(path.ends()))));
    }

    /** The cell of this request. */
    Cell at(String method, CanonicalPath path) {
        return new Cell(method, path, candidates(method, speakingAt(index.endsOf(path))));
    }

    private List<Line> speakingAt(int[] ends) {
        List<Line> speaking = new ArrayList<>();
        for (int end : ends) {
            speaking.addAll(linesOfEnd.get(end));
        }
        return speaking;
    }

    private Stream<Cell> cellsOf(PathClass path) {
        List<Line> speaking = speakingAt(path.ends());
        Set<String> named = new TreeSet<>();
        boolean anyMethod = false;
        for (Line line : speaking) {
            if (line.pattern().method().equals(RequestPattern.ANY_METHOD)) {
                anyMethod = true;
            } else {
                named.add(line.pattern().method());
            }
        }
        Stream<String> others = anyMethod ? Stream.of(unlike(named)) : Stream.empty();
        return Stream.concat(named.stream(), others)
                .map(method -> new Cell(method, path.shortest(), candidates(method, speaking)));
    }

    private static String unlike(Set<String> named) {
        return USUAL_METHODS.stream()
                .filter(method -> !named.contains(method))
                .findFirst()
                .orElseGet(() -> Demands.unlike(named, "X"));
    }

    private List<Candidates> candidates(String method, List<Line> speaking) {
        List<Candidates> candidates = new ArrayList<>();
        for (int policy = 0; policy < rulesets.size(); policy++) {
            Ruleset ruleset = rulesets.get(policy);
            candidates.add(new Candidates(
                    chosen(ruleset.allow(), policy, Part.ALLOW, method, speaking),
                    chosen(ruleset.deny(), policy, Part.DENY, method, speaking),
                    chosen(ruleset.gates(), policy, Part.GATES, method, speaking)));
        }
        return candidates;
    }

    private static <T> List<T> chosen(List<T> all, int policy, Part part, String method, List<Line> speaking) {
        BitSet positions = new BitSet();
        for (Line line : speaking) {
            if (line.policy() == policy && line.part() == part && line.pattern().matchesMethod(method)) {
                positions.set(line.position());
            }
        }
        return positions.stream().mapToObj(all::get).toList();
    }
}
