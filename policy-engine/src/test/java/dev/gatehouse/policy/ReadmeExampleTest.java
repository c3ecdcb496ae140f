package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

    @Test
    void theExampleOfTheReadmeSaysWhatTheReadmeSays() {
        // example
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        PolicySource written = new PolicySource(
                List.of("public", "internal"),
                List.of(),
                Map.of("acme.example", new DomainSource(null)),
                Set.of(),
                Map.of(
                        "web", new IdentitySource("spiffe://acme.example/web", null, "internal", List.of(), null),
                        "ledger",
                                new IdentitySource("spiffe://acme.example/ledger", null, "internal", List.of(), null)),
                List.of(new RulesetSource(
                        "ledger",
                        "enforce",
                        List.of(new RuleSource(
                                "post-entries",
                                List.of("web"),
                                List.of("POST /entries"),
                                Map.of("header.x-tenant", Condition.present()),
                                null,
                                null)),
                        List.of())),
                List.of());

        CompiledPolicy policy = PolicyCompiler.compile(written, now).compiled().orElseThrow();
        AccessRequest call = AccessRequest.of(
                policy.identities().named("web").orElseThrow(),
                "ledger",
                "POST",
                CanonicalPath.from("/%65ntries").path().orElseThrow(),
                now);
        Decision decision = policy.engine().decide(call);

        decision.isAllowed(); // false
        decision.explain(call); // `post-entries` allows web to POST /entries, but header `x-tenant` is absent
        // end of example

        assertThat(decision.isAllowed()).isFalse();
        assertThat(decision.explain(call))
                .isEqualTo("`post-entries` allows web to POST /entries, but header `x-tenant` is absent");
    }

    @Test
    void theReadmeShowsThisVeryExample() throws IOException {
        String test = Files.readString(Path.of("src/test/java/dev/gatehouse/policy/ReadmeExampleTest.java"));
        String example = test.substring(test.indexOf("// example\n") + 11, test.indexOf("        // end of"));

        assertThat(Files.readString(Path.of("README.md")))
                .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```");
    }
}
