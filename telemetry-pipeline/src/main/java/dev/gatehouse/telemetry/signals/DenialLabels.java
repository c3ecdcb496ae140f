package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.Tags;

/** How a denial is told apart from others. */
record DenialLabels(String caller, String rule, boolean enforced) {

    static DenialLabels of(EventSlot slot) {
        String caller = slot.source().identity();
        String rule = slot.verdict().rule();
        return new DenialLabels(
                caller == null ? Subject.NONE : caller,
                rule == null ? Subject.NONE : rule,
                slot.verdict().enforced());
    }

    DenialLabels other() {
        return new DenialLabels(Subject.OTHER, Subject.OTHER, enforced);
    }

    Tags tags() {
        return Tags.of("caller", caller, "rule", rule, "enforced", Boolean.toString(enforced));
    }
}
