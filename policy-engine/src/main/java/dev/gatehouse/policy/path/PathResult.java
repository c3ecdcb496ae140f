package dev.gatehouse.policy.path;

import java.util.Optional;

/** What became of a raw path: the one canonical spelling, or a refusal with its reason. */
public sealed interface PathResult permits CanonicalPath, RefusedPath {

    /** The canonical path, empty when the raw path was refused. */
    Optional<CanonicalPath> path();

    /** Why the raw path was refused; empty text when it was not. */
    String reason();

    default boolean isCanonical() {
        return path().isPresent();
    }
}
