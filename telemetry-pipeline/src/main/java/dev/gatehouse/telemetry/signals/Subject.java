package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Party;
import org.jspecify.annotations.Nullable;

/** Whom a window is about: one route, as one caller used it, towards one callee. */
record Subject(String route, String caller, String callee) {
    static final String OTHER = "other";
    static final String NONE = "none";

    static Subject of(EventSlot slot) {
        return new Subject(orNone(slot.route()), identityOf(slot.source()), identityOf(slot.destination()));
    }

    Subject withoutParties() {
        return new Subject(route, OTHER, OTHER);
    }

    static Subject other() {
        return new Subject(OTHER, OTHER, OTHER);
    }

    String key() {
        return route + "|" + caller + "|" + callee;
    }

    private static String identityOf(Party party) {
        return orNone(party.identity());
    }

    private static String orNone(@Nullable String text) {
        return text == null ? NONE : text;
    }
}
