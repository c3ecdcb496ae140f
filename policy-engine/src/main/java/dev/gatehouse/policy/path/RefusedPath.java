package dev.gatehouse.policy.path;

import java.util.Optional;

/** A raw path that two readers could understand differently, and which is therefore not guessed at. */
public record RefusedPath(String reason) implements PathResult {

    @Override
    public Optional<CanonicalPath> path() {
        return Optional.empty();
    }
}
