package dev.gatehouse.policy.index;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Templates and paths at random, from few words, so that they often meet. */
final class RandomPaths {
    private static final List<String> PARTS = List.of(
            "a", "b", "c", "ab", "a@b", "a%40b", "%2A", "d1", "d2", "d3", "d4", "*", "{x}", "**", "**", "%C3%A9");
    private static final List<String> SEGMENTS =
            List.of("a", "b", "c", "ab", "a@b", "a%40b", "*", "%2A", "d1", "d2", "d3", "d4", "z", "ba", "%c3%a9");

    private final Random random;

    RandomPaths(long seed) {
        random = new Random(seed);
    }

    List<PathTemplate> templates(int atMost) {
        List<PathTemplate> templates = new ArrayList<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            templates.add(template());
        }
        return templates;
    }

    private PathTemplate template() {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String part = pick(PARTS);
            parts.add(part.equals("{x}") ? "{x" + i + "}" : part);
        }
        String text = "/" + String.join("/", parts) + pick(List.of("", "", "", "/", "/{*rest}"));
        return PathTemplate.from(text.replace("//", "/")).template().orElseThrow();
    }

    CanonicalPath path() {
        List<String> segments = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            segments.add(pick(SEGMENTS));
        }
        String end = !segments.isEmpty() && random.nextInt(4) == 0 ? "/" : "";
        return CanonicalPath.from("/" + String.join("/", segments) + end).path().orElseThrow();
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
