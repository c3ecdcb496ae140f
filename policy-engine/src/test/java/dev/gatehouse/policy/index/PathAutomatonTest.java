package dev.gatehouse.policy.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathAutomatonTest {
    private static final int LISTS = 2_000;
    private static final int PATHS = 60;

    private final RandomPaths random = new RandomPaths(20261124);

    @Test
    void pathsShareAnOutcomeExactlyWhenTheSameTemplatesMatchThem() {
        for (int n = 0; n < LISTS; n++) {
            List<PathTemplate> templates = random.templates(n % 3 == 0 ? 40 : 5);
            PathIndex index = PathIndex.of(templates);
            PathAutomaton automaton = index.automaton(1_000_000).orElseThrow();
            Map<Integer, String> endsOfOutcome = new HashMap<>(Map.of(PathIndex.NO_MATCH, "[]"));
            for (int k = 0; k < PATHS; k++) {
                CanonicalPath path = random.path();
                int outcome = automaton.outcomeOf(path);
                String ends = Arrays.toString(index.endsOf(path));
                assertThat(endsOfOutcome.computeIfAbsent(outcome, unknown -> ends))
                        .as("%s in %s", path, templates)
                        .isEqualTo(ends);
                assertThat(outcome).isBetween(0, automaton.outcomes() - 1);
                assertThat(automaton.endsAt(outcome)).containsExactly(index.endsOf(path));
            }
            assertThat(endsOfOutcome.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatDoesNotFitIsNotMade() {
        PathIndex index = PathIndex.of(templates("/a/*/b", "/a/b/*", "/**/c"));

        assertThat(index.automaton(50)).isEmpty();
        assertThat(index.automaton(5_000)).isPresent();
    }

    @Test
    void segmentsWithTheHashOfALiteralAreNotTakenForIt() {
        PathAutomaton one = automaton("/Aa");
        PathAutomaton several = automaton("/Aa", "/xy", "/yz");

        // The hashes of "Aa" and "BB" are the same.
        assertThat(PathAutomaton.hash("BB")).isEqualTo(PathAutomaton.hash("Aa"));
        assertThat(several.outcomeOf(path("/BB"))).isEqualTo(PathIndex.NO_MATCH);
        assertThat(several.outcomeOf(path("/Aa"))).isNotEqualTo(PathIndex.NO_MATCH);
        assertThat(one.outcomeOf(path("/A"))).isEqualTo(PathIndex.NO_MATCH);
        assertThat(one.outcomeOf(path("/Aaa"))).isEqualTo(PathIndex.NO_MATCH);
        assertThat(one.outcomeOf(path("/Aa/"))).isEqualTo(PathIndex.NO_MATCH);
    }

    private static PathAutomaton automaton(String... templates) {
        return PathIndex.of(templates(templates)).automaton(10_000).orElseThrow();
    }

    private static List<PathTemplate> templates(String... texts) {
        return Arrays.stream(texts)
                .map(text -> PathTemplate.from(text).template().orElseThrow())
                .toList();
    }

    private static CanonicalPath path(String text) {
        return CanonicalPath.from(text).path().orElseThrow();
    }
}
