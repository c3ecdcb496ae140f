package dev.gatehouse.gateway.explain;

/**
 * Something that would turn the answer, in words that follow "to turn it".
 *
 * <p>{@code then} is what would come of it, as the engine or the route table answered when it was tried; empty text
 * for what cannot be tried here.
 */
public record Turn(String change, String then) {

    static Turn untried(String change) {
        return new Turn(change, "");
    }

    public boolean wasTried() {
        return !then.isEmpty();
    }
}
