package dev.gatehouse.policy.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call one identity; {@code mode} is {@code enforce} (also when absent) or {@code audit}. */
public record RulesetSource(String protects, @Nullable String mode, List<RuleSource> allow, List<RuleSource> deny) {

    public RulesetSource {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
