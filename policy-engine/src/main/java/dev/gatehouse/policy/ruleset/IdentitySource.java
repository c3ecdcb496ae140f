package dev.gatehouse.policy.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An identity as written; {@code accepts} is its own level unless it says otherwise. */
public record IdentitySource(
        @Nullable String spiffe,
        @Nullable JwtSource jwt,
        @Nullable String level,
        List<String> compartments,
        @Nullable String accepts) {

    public IdentitySource {
        compartments = List.copyOf(compartments);
    }
}
