package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.net.URI;

/** How a call to a backend is told apart from others. {@code endpoint} is one that the configuration names. */
record ClientLabels(String method, int status, String endpoint, String errorType) {

    static ClientLabels of(EventSlot slot) {
        return new ClientLabels(
                HttpLabels.method(slot),
                slot.timings().hasBackend() ? slot.status() : 0,
                slot.upstream() == null ? Subject.NONE : slot.upstream(),
                HttpLabels.errorType(slot));
    }

    static ClientLabels other() {
        return new ClientLabels(HttpLabels.OTHER_METHOD, 0, Subject.OTHER, Subject.OTHER);
    }

    Tags tags() {
        URI at = URI.create(endpoint);
        String host = at.getHost() == null ? endpoint : at.getHost();
        return Tags.of(
                Tag.of("http.request.method", method),
                Tag.of("http.response.status_code", Integer.toString(status)),
                Tag.of("server.address", host),
                Tag.of("server.port", at.getPort() < 0 ? Subject.NONE : Integer.toString(at.getPort())),
                Tag.of("error.type", errorType));
    }
}
