package dev.gatehouse.policy.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.Vectors;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalPathTest {
    private static final String TABLE = "/path/canonical-paths.tsv";

    @ParameterizedTest
    @MethodSource
    void aCanonicalPathStaysAsItIs(String verdict, String raw, String canonical) {
        assertThat(CanonicalPath.from(raw).path()).map(CanonicalPath::value).contains(canonical);
    }

    static Stream<Object[]> aCanonicalPathStaysAsItIs() {
        return rows("same");
    }

    @ParameterizedTest
    @MethodSource
    void everySpellingOfAPathReadsAsTheSameOne(String verdict, String raw, String canonical) {
        assertThat(CanonicalPath.from(raw).path()).map(CanonicalPath::value).contains(canonical);
        assertThat(CanonicalPath.from(canonical)).isEqualTo(CanonicalPath.from(raw));
    }

    static Stream<Object[]> everySpellingOfAPathReadsAsTheSameOne() {
        return rows("reads-as");
    }

    @ParameterizedTest
    @MethodSource
    void anAmbiguousPathIsRefused(String verdict, String raw, String why) {
        PathResult result = CanonicalPath.from(raw);

        assertThat(result.isCanonical()).isFalse();
        assertThat(result.path()).isEmpty();
        assertThat(result.reason()).contains(why);
    }

    static Stream<Object[]> anAmbiguousPathIsRefused() {
        return rows("refused");
    }

    @Test
    void theTableOfPathsIsRead() {
        assertThat(rows("same").count()).isGreaterThan(70);
        assertThat(rows("reads-as").count()).isGreaterThan(70);
        assertThat(rows("refused").count()).isGreaterThan(150);
    }

    @Test
    void anEmptyPathIsRefused() {
        assertThat(CanonicalPath.from("").isCanonical()).isFalse();
    }

    @Test
    void aPathMayBeEightKibibytesLongAndNoLonger() {
        String longest = "/" + "a".repeat(CanonicalPath.MAX_LENGTH - 1);

        assertThat(CanonicalPath.from(longest).isCanonical()).isTrue();
        assertThat(CanonicalPath.from(longest + "a").reason()).contains("longer than");
    }

    @Test
    void aTrailingSlashMakesAnotherPath() {
        assertThat(CanonicalPath.from("/admin/")).isNotEqualTo(CanonicalPath.from("/admin"));
    }

    @Test
    void aTrailingSlashShowsAsAnEmptyLastSegment() {
        assertThat(path("/a/b").segments()).containsExactly("a", "b");
        assertThat(path("/a/").segments()).containsExactly("a", "");
        assertThat(path("/").segments()).containsExactly("");
    }

    @Test
    void whateverIsReadIsReadAgainAsItself() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "/", "a", ".", "%2e", "%61", "%20", "%c3%a9", "%C3", "%2f", ";", "%", "é", "%3a", "..", "~", "//",
                "%41");
        int canonical = 0;
        for (int n = 0; n < 20_000; n++) {
            StringBuilder raw = new StringBuilder("/");
            for (int k = random.nextInt(6); k > 0; k--) {
                raw.append(pieces.get(random.nextInt(pieces.size())));
            }
            PathResult result = CanonicalPath.from(raw.toString());
            if (result.isCanonical()) {
                canonical++;
                assertThat(CanonicalPath.from(result.path().orElseThrow().value()))
                        .isEqualTo(result);
                assertThat(result.path().orElseThrow().segments()).doesNotContain(".", "..");
            }
        }
        assertThat(canonical).isGreaterThan(2_000);
    }

    private static CanonicalPath path(String raw) {
        return CanonicalPath.from(raw).path().orElseThrow();
    }

    private static Stream<Object[]> rows(String verdict) {
        return Vectors.of(TABLE, verdict).stream().map(row -> (Object[]) row);
    }
}
