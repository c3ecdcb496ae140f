package dev.gatehouse.policy;

import java.util.List;
import java.util.Optional;

/** A policy with at least one error. */
public record RefusedPolicy(List<PolicyProblem> problems) implements PolicyResult {

    public RefusedPolicy {
        problems = List.copyOf(problems);
    }

    @Override
    public Optional<CompiledPolicy> compiled() {
        return Optional.empty();
    }
}
