package dev.gatehouse.policy.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a",
        "/a/, /a/",
        "/%61, /a",
        "/a@b, /a%40b",
        "/a%40b, /a@b",
        "/a%2Ab, /a*b",
        "/caf%c3%a9, /caf%C3%A9",
        "/*, /a",
        "/a/*/c, /a/b/c",
        "/**, /",
        "/**, /a",
        "/**, /a/b/",
        "/v1/**, /v1",
        "/v1/**, /v1/",
        "/v1/**, /v1/a/b/c",
        "/**/c, /c",
        "/**/c, /a/b/c",
        "/a/**/z, /a/z",
        "/a/**/z, /a/b/z/z",
        "/a/**/m/**/z, /a/m/m/z",
        "/a/**/m/*/z, /a/m/m/m/z",
        "/**/**, /a",
        "/{id}, /42",
        "/orders/{id}/lines, /orders/42/lines",
        "/files/{*rest}, /files",
        "/files/{*rest}, /files/a/b"
    })
    void aTemplateMatches(String template, String path) {
        assertThat(template(template).matches(path(path))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /a",
        "/a, /",
        "/a, /A",
        "/a, /a/",
        "/a/, /a",
        "/a, /a.",
        "/a, /a%20",
        "/a, /ab",
        "/a, /a/b",
        "/*, /",
        "/*, /a/b",
        "/a/*, /a",
        "/a/*, /a/",
        "/a/*/c, /a/c",
        "/v1/**, /v10",
        "/v1/**, /v",
        "/**/c, /c/d",
        "/**/c, /c/",
        "/a/**/z, /a",
        "/a/**/m/**/z, /a/z/m",
        "/{id}, /",
        "/{id}, /1/2"
    })
    void aTemplateDoesNotMatch(String template, String path) {
        assertThat(template(template).matches(path(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "**",
                "//",
                "/a//b",
                "/a/../b",
                "/./a",
                "/*.png",
                "/a*",
                "/***",
                "/a;b",
                "/a%2fb",
                "/a%zz",
                "/a b",
                "/{",
                "/{}",
                "/{1}",
                "/{a-b}",
                "/x{a}",
                "/{a}x",
                "/{a:\\d+}",
                "/{*a}/b",
                "/{a}/{a}",
                "/a?b",
                "/{*}"
            })
    void whatIsNoTemplateIsRefusedWithAReason(String written) {
        assertThat(PathTemplate.from(written).template()).isEmpty();
        assertThat(PathTemplate.from(written).reason()).isNotEmpty();
    }

    @Test
    void namedSegmentsAreHandedOut() {
        assertThat(template("/shops/{shop}/{*rest}").variables(path("/shops/7/a/b")))
                .isEqualTo(Map.of("shop", "7", "rest", "a/b"));
        assertThat(template("/a/{*rest}").variables(path("/a"))).isEqualTo(Map.of("rest", ""));
        assertThat(template("/**/{last}").variables(path("/a/b/c"))).isEqualTo(Map.of("last", "c"));
    }

    @Test
    void aPathThatDoesNotMatchHasNoVariables() {
        assertThat(template("/shops/{shop}").variables(path("/x/7"))).isEmpty();
    }

    @Test
    void aTemplateReadsAsItWasWritten() {
        assertThat(template("/%61/**")).hasToString("/%61/**");
    }

    @Test
    void matchingAgreesWithTryingEveryWay() {
        Random random = new Random(11);
        int matched = 0;
        for (int n = 0; n < 30_000; n++) {
            String template = join(random, List.of("a", "b", "*", "**"));
            String path = join(random, List.of("a", "b"));
            boolean expected = tryEveryWay(Segments.of(template), Segments.of(path));
            matched += expected ? 1 : 0;
            assertThat(template(template).matches(path(path)))
                    .as(template + " on " + path)
                    .isEqualTo(expected);
        }
        assertThat(matched).isBetween(3_000, 27_000);
    }

    private static boolean tryEveryWay(List<String> template, List<String> path) {
        if (template.isEmpty()) {
            return path.isEmpty();
        }
        List<String> rest = template.subList(1, template.size());
        if (template.get(0).equals("**")) {
            return tryEveryWay(rest, path) || (!path.isEmpty() && tryEveryWay(template, path.subList(1, path.size())));
        }
        boolean first = !path.isEmpty()
                && (template.get(0).equals("*") || template.get(0).equals(path.get(0)));
        return first && tryEveryWay(rest, path.subList(1, path.size()));
    }

    private static String join(Random random, List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int k = 1 + random.nextInt(6); k > 0; k--) {
            text.append('/').append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }

    private static PathTemplate template(String written) {
        return PathTemplate.from(written).template().orElseThrow();
    }

    private static CanonicalPath path(String raw) {
        return CanonicalPath.from(raw).path().orElseThrow();
    }
}
