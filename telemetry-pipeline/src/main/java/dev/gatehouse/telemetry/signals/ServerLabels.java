package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/** How a request of a client is told apart from others. */
record ServerLabels(String method, int status, String route, String errorType, String scheme, String version) {

    static ServerLabels of(EventSlot slot) {
        return new ServerLabels(
                HttpLabels.method(slot),
                slot.status(),
                slot.route() == null ? Subject.NONE : slot.route(),
                HttpLabels.errorType(slot),
                HttpLabels.scheme(slot),
                HttpLabels.protocolVersion(slot.connection().protocol()));
    }

    static ServerLabels other() {
        return new ServerLabels(HttpLabels.OTHER_METHOD, 0, Subject.OTHER, Subject.OTHER, Subject.OTHER, Subject.OTHER);
    }

    Tags tags() {
        return Tags.of(
                Tag.of("http.request.method", method),
                Tag.of("http.response.status_code", Integer.toString(status)),
                Tag.of("http.route", route),
                Tag.of("error.type", errorType),
                Tag.of("url.scheme", scheme),
                Tag.of("network.protocol.version", version));
    }
}
