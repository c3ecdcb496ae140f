package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.path.CanonicalPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTreeTest {
    private final PathTree tree = new PathTree(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "2026-11-23",
                "0192f0c4-7a3e-7cc1-9a3f-1f2e3d4c5b6a",
                "deadbeef01",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "kim@shop.example",
                "a-word-that-is-longer-than-any-word-of-an-interface"
            })
    void whatLooksLikeAnIdIsOne(String segment) {
        assertThat(Segment.isId(segment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entries", "v1", "v2beta1", "deadbeef", "order-items", "index.html", "*", "~kim"})
    void aWordIsNone(String segment) {
        assertThat(Segment.isId(segment)).isFalse();
    }

    @Test
    void idsBecomeStarsAndWordsStay() {
        add("/orders/17/items", "/orders/18/items", "/orders/export", "/orders");

        assertThat(templates()).containsExactly("/orders", "/orders/export", "/orders/*/items");
    }

    @Test
    void aPlaceThatTakesTooManyWordsBecomesAStarWithAllThatLaysBelow() {
        add("/users/ann/cart", "/users/ben/cart", "/users/cid/keys", "/users/dan/cart", "/users/eve/likes");

        assertThat(templates()).containsExactly("/users/*/cart", "/users/*/keys", "/users/*/likes");
    }

    @Test
    void aTemplateThatAnotherOneHoldsIsLeftOutAndItsCountIsNot() {
        add("/orders/17", "/orders/18", "/orders/export");

        assertThat(templates()).containsExactly("/orders/*");
        assertThat(tree.templates().get(0).count()).isEqualTo(3);
    }

    @Test
    void aTrailingSlashIsAnotherPath() {
        add("/orders/", "/");

        assertThat(templates()).containsExactlyInAnyOrder("/", "/orders/");
    }

    @Test
    void shapesThatDifferTooMuchBecomeOneRest() {
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 3; c++) {
                    add("/files/x" + a, "/files/x" + a + "/y" + b, "/files/x" + a + "/y" + b + "/z" + c);
                    add("/files/x" + a + "/y" + b + "/z" + c + "/w", "/files");
                }
            }
        }

        assertThat(templates()).containsExactly("/files", "/files/x0/**", "/files/x1/**", "/files/x2/**");
    }

    @Test
    void theRootNeverBecomesOneRest() {
        PathTree wide = new PathTree(1000);
        for (int i = 0; i < PathTree.MOST_TEMPLATES + 1; i++) {
            wide.add(List.of("word" + "x".repeat(i % 20) + (char) ('a' + i % 26) + "y".repeat(i / 20)));
        }

        assertThat(wide.templates()).hasSize(PathTree.MOST_TEMPLATES + 1);
    }

    @Test
    void whatLiesTooDeepBecomesTheRest() {
        add("/a".repeat(PathTree.DEEPEST + 2));

        assertThat(templates()).containsExactly("/a".repeat(PathTree.DEEPEST) + "/**");
    }

    @Test
    void aStarThatWasReallySentIsNoWildcard() {
        add("/orders/*");

        assertThat(templates()).containsExactly("/orders/%2A");
    }

    @Test
    void theTreeIsBounded() {
        PathTree greedy = new PathTree(1_000_000);
        for (int i = 0; i < PathTree.MOST_NODES * 2; i++) {
            greedy.add(List.of("x", Integer.toString(i, 26).replaceAll("[0-9]", "z") + "-" + "w".repeat(i % 7), "y"));
        }

        assertThat(greedy.add(List.of("x", "new"))).isTrue();
        assertThat(greedy.add(List.of("new", "path"))).isFalse();
        assertThat(greedy.templates()).extracting(PathTree.Learned::template).containsExactly("/x/**");
        assertThat(greedy.templates().stream()
                        .mapToLong(PathTree.Learned::count)
                        .sum())
                .isEqualTo(PathTree.MOST_NODES * 2L + 1);
    }

    private void add(String... paths) {
        for (String path : paths) {
            tree.add(CanonicalPath.from(path).path().orElseThrow().segments());
        }
    }

    private List<String> templates() {
        return tree.templates().stream().map(PathTree.Learned::template).toList();
    }
}
