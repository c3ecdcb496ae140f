package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/** One side of a request, the caller or the called, as the gateway knew it. Mutable, part of an {@link EventSlot}. */
public final class Party {
    private @Nullable String identity;
    private @Nullable String level;
    private @Nullable String spiffe;

    /** The name that the configuration gives this party, or {@code anonymous}. */
    public @Nullable String identity() {
        return identity;
    }

    public Party identity(@Nullable String identity) {
        this.identity = identity;
        return this;
    }

    /** The trust level, as the configuration spells it. */
    public @Nullable String level() {
        return level;
    }

    public Party level(@Nullable String level) {
        this.level = level;
        return this;
    }

    /** The SPIFFE id that was proved by a certificate or token, if any was. */
    public @Nullable String spiffe() {
        return spiffe;
    }

    public Party spiffe(@Nullable String spiffe) {
        this.spiffe = spiffe;
        return this;
    }

    void clear() {
        identity = null;
        level = null;
        spiffe = null;
    }

    void copyFrom(Party other) {
        identity = other.identity;
        level = other.level;
        spiffe = other.spiffe;
    }
}
