package dev.gatehouse.policy.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathIndexTest {
    private static final int LISTS = 2_000;
    private static final int PATHS = 60;

    private final RandomPaths random = new RandomPaths(20261123);

    @Test
    void thePathFindsExactlyTheTemplatesThatMatchIt() {
        int matches = 0;
        for (int n = 0; n < LISTS; n++) {
            List<PathTemplate> templates = random.templates(n % 3 == 0 ? 40 : 5);
            PathIndex index = PathIndex.of(templates);
            for (int k = 0; k < PATHS; k++) {
                CanonicalPath path = random.path();
                int[] expected = matching(templates, path);
                matches += expected.length;
                assertThat(index.templatesAt(index.find(path)))
                        .as("%s in %s", path, templates)
                        .containsExactly(expected);
            }
        }
        assertThat(matches).isGreaterThan(100_000);
    }

    @Test
    void walkingBySegmentsLeadsWhereFindingLeads() {
        for (int n = 0; n < LISTS; n++) {
            PathIndex index = PathIndex.of(random.templates(12));
            for (int k = 0; k < PATHS; k++) {
                CanonicalPath path = random.path();
                int state = index.start();
                for (String segment : path.segments()) {
                    state = segment.isEmpty() ? index.slash(state) : index.next(state, segment);
                }
                assertThat(index.find(path)).as("%s", path).isEqualTo(state);
            }
        }
    }

    @Test
    void aSegmentThatIsNoLiteralLeadsWhereAnyOtherLeads() {
        PathIndex index = index("/a/*", "/a@b/**", "/**/c");

        assertThat(index.literals(index.start())).containsExactlyInAnyOrder("a", "a@b", "c");
        assertThat(index.next(index.start(), "z")).isEqualTo(index.other(index.start()));
        assertThat(index.next(index.start(), "a%40b"))
                .isEqualTo(index.next(index.start(), "a@b"))
                .isNotEqualTo(index.other(index.start()));
    }

    @Test
    void nothingLeadsOnFromWhereNothingCanMatch() {
        PathIndex index = index("/a");
        int dead = index.next(index.start(), "b");

        assertThat(dead).isEqualTo(PathIndex.DEAD);
        assertThat(index.next(dead, "a")).isEqualTo(PathIndex.DEAD);
        assertThat(index.other(dead)).isEqualTo(PathIndex.DEAD);
        assertThat(index.slash(dead)).isEqualTo(PathIndex.DEAD);
        assertThat(index.literals(dead)).isEmpty();
        assertThat(index.templatesAt(dead)).isEmpty();
        assertThat(index.outcomeAt(dead)).isEqualTo(PathIndex.NO_MATCH);
        assertThat(index.outcomeAt(index.start())).isEqualTo(PathIndex.NO_MATCH);
    }

    @Test
    void templatesThatDifferInTheNamesOfTheirCapturesShareAnEnd() {
        PathIndex index = index("/orders/{id}", "/orders/{number}", "/orders/*", "/orders/**");

        assertThat(index.ends()).isEqualTo(2);
        assertThat(index.endOf(0)).isEqualTo(index.endOf(1)).isEqualTo(index.endOf(2));
        assertThat(index.templatesAt(index.find(path("/orders/7")))).containsExactly(0, 1, 2, 3);
        assertThat(index.endsAt(index.find(path("/orders/7")))).hasSize(2);
    }

    @Test
    void statesAtWhichTheSameTemplatesMatchShareAnOutcome() {
        PathIndex index = index("/a/x", "/b/**");

        assertThat(index.outcomeOf(path("/b"))).isEqualTo(index.outcomeOf(path("/b/c/d")));
        assertThat(index.outcomeOf(path("/a/x"))).isNotEqualTo(index.outcomeOf(path("/b")));
        assertThat(index.outcomeOf(path("/a"))).isEqualTo(PathIndex.NO_MATCH);
    }

    @Test
    void withoutRoomTheAnswerIsWorkedOutAndNothingIsKept() {
        int beyond = 0;
        for (int n = 0; n < LISTS / 4; n++) {
            List<PathTemplate> templates = random.templates(40);
            PathIndex index = PathIndex.of(templates, new Room(100));
            for (int k = 0; k < PATHS; k++) {
                CanonicalPath path = random.path();
                int state = index.find(path);
                int[] expected = IntStream.of(matching(templates, path))
                        .map(index::endOf)
                        .distinct()
                        .sorted()
                        .toArray();
                assertThat(index.endsOf(path)).containsExactly(expected);
                if (state == PathIndex.BEYOND) {
                    beyond++;
                } else {
                    assertThat(index.endsAt(state)).containsExactly(expected);
                }
            }
        }
        assertThat(beyond).isGreaterThan(1_000);
    }

    @Test
    void aThousandTemplatesThatMultiplyStatesAreAnsweredWithinTheRoom() {
        List<PathTemplate> templates = IntStream.range(0, 1_000)
                .mapToObj(i ->
                        PathTemplate.from("/**/p" + i + "/**/q" + i).template().orElseThrow())
                .toList();
        Room room = new Room(100_000);
        PathIndex index = PathIndex.of(templates, room);

        for (int i = 0; i < 990; i++) {
            CanonicalPath path = path("/p" + i + "/p" + (i + 3) + "/x/p" + (i + 7) + "/q" + (i + 3));
            int state = index.find(path);
            int[] ends = state == PathIndex.BEYOND ? index.endsOf(path) : index.endsAt(state);
            assertThat(ends).containsExactly(index.endOf(i + 3));
        }
        assertThat(room.take(5_000)).isFalse();
    }

    private static List<Integer> boxed(int[] numbers) {
        return IntStream.of(numbers).boxed().toList();
    }

    @Test
    void threadsThatMeetAColdIndexFindTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int n = 0; n < 100; n++) {
                List<PathTemplate> templates = random.templates(40);
                PathIndex index = PathIndex.of(templates);
                List<CanonicalPath> paths =
                        IntStream.range(0, 200).mapToObj(k -> random.path()).toList();
                List<List<Integer>> expected = paths.stream()
                        .map(path -> boxed(matching(templates, path)))
                        .toList();
                CyclicBarrier start = new CyclicBarrier(4);
                Callable<List<List<Integer>>> walk = () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return paths.stream()
                            .map(path -> boxed(index.templatesAt(index.find(path))))
                            .toList();
                };
                List<Future<List<List<Integer>>>> found = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    found.add(threads.submit(walk));
                }
                for (Future<List<List<Integer>>> one : found) {
                    assertThat(one.get()).isEqualTo(expected);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int[] matching(List<PathTemplate> templates, CanonicalPath path) {
        return IntStream.range(0, templates.size())
                .filter(i -> templates.get(i).matches(path))
                .toArray();
    }

    private static PathIndex index(String... templates) {
        return PathIndex.of(Arrays.stream(templates)
                .map(text -> PathTemplate.from(text).template().orElseThrow())
                .toList());
    }

    private static CanonicalPath path(String text) {
        return CanonicalPath.from(text).path().orElseThrow();
    }
}
