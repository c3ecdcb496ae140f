package dev.gatehouse.gateway.config;

import dev.gatehouse.gateway.filters.RouteSpec;

/** A route as written; {@code identity} is a name of {@code identities}, or {@code none}. */
record RouteSource(RouteSpec spec, String identity, boolean webSocket, Section section) {
    static final String NO_IDENTITY = "none";

    boolean isNamed() {
        return !identity.equals(NO_IDENTITY);
    }
}
