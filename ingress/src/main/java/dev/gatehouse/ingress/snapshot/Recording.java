package dev.gatehouse.ingress.snapshot;

import dev.gatehouse.policy.Attribute;
import java.util.List;

/** What the operator lets be recorded of a request beside its shape: its path, and these attributes. */
public record Recording(boolean path, List<Attribute> attributes) {
    private static final Recording NOTHING = new Recording(false, List.of());

    public Recording {
        attributes = List.copyOf(attributes);
    }

    public static Recording nothing() {
        return NOTHING;
    }

    public boolean isNothing() {
        return !path && attributes.isEmpty();
    }
}
