package dev.gatehouse.policy.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call one identity; {@code mode} is {@code enforce} (also when absent) or {@code audit}. */
public record RulesetSource(
        String protects, @Nullable String mode, List<RuleSource> allow, List<RuleSource> deny, List<TestSource> tests) {

    public RulesetSource {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        tests = List.copyOf(tests);
    }

    /** A ruleset without tests. */
    public RulesetSource(String protects, @Nullable String mode, List<RuleSource> allow, List<RuleSource> deny) {
        this(protects, mode, allow, deny, List.of());
    }
}
