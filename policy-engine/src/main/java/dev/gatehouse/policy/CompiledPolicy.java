package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identities;
import java.util.List;
import java.util.Optional;

/** A policy without errors: who there is, and who may do what. */
public record CompiledPolicy(PolicyEngine engine, Identities identities, List<PolicyProblem> problems)
        implements PolicyResult {

    public CompiledPolicy {
        problems = List.copyOf(problems);
    }

    @Override
    public Optional<CompiledPolicy> compiled() {
        return Optional.of(this);
    }
}
