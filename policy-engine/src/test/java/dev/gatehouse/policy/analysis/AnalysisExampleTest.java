package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalysisExampleTest {
    private static final Instant NOW = SmallWorld.NOW;

    @Test
    void anOpeningComesWithACallThatShowsIt() {
        RuleSource entries = new RuleSource(
                "post-entries",
                List.of("pay"),
                List.of("POST /entries/**"),
                Map.of("header.x-tenant", Condition.present()),
                null,
                null);
        CompiledPolicy policy = SmallWorld.compiled(SmallWorld.policy(List.of(entries), List.of(), false));
        Instant now = NOW;

        // example
        Openings openings = Openings.of(policy, now);
        for (Opening opening : openings.all()) {
            opening.callers(); // [pay]
            opening.rule().name(); // post-entries
            opening.witness().toString(now); // --from pay --send "POST /entries" --header x-tenant:x
        }
        // end of example

        assertThat(openings.all()).hasSize(1);
        Opening opening = openings.all().get(0);
        assertThat(opening.callers()).containsExactly("pay");
        assertThat(opening.rule().name()).isEqualTo("post-entries");
        assertThat(opening.witness().toString(now))
                .isEqualTo("--from pay --send \"POST /entries\" --header x-tenant:x");
        assertThat(SmallWorld.isAllowed(policy, opening.witness())).isTrue();
    }

    @Test
    void theReadmeShowsThisVeryExample() throws IOException {
        String test = Files.readString(Path.of("src/test/java/dev/gatehouse/policy/analysis/AnalysisExampleTest.java"));
        String example = test.substring(test.indexOf("// example\n") + 11, test.indexOf("        // end of"));

        assertThat(Files.readString(Path.of("README.md")))
                .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```");
    }
}
