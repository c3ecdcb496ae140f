package dev.gatehouse.telemetry.event;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Who else stands behind the caller, and what that leaves of the caller's trust. Mutable, part of an {@link EventSlot}.
 *
 * <p>The label is told only where it is less than the caller's own.
 */
public final class Chain {
    private @Nullable String behalf;
    private @Nullable String level;
    private @Nullable Collection<String> compartments;

    /** The name of the identity that the caller acts for; null if it acts for itself. */
    public @Nullable String behalf() {
        return behalf;
    }

    public Chain behalf(@Nullable String behalf) {
        this.behalf = behalf;
        return this;
    }

    public @Nullable String level() {
        return level;
    }

    public @Nullable Collection<String> compartments() {
        return compartments;
    }

    /** The label of the whole chain, which is less than the caller's own. */
    public Chain label(String level, Collection<String> compartments) {
        this.level = level;
        this.compartments = compartments;
        return this;
    }

    void clear() {
        behalf = null;
        level = null;
        compartments = null;
    }

    void copyFrom(Chain other) {
        behalf = other.behalf;
        level = other.level;
        compartments = other.compartments;
    }

    void writeTo(JsonWriter json) {
        json.field("behalf", behalf).field("label_level", level);
        if (compartments != null) {
            json.texts("label_compartments", compartments.stream().sorted().toList());
        }
    }
}
