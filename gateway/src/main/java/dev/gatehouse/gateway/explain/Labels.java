package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.trust.TrustLabel;
import java.util.TreeSet;

/** How a label of trust is shown: its level, and its compartments if it has any. */
final class Labels {
    private Labels() {}

    static String shown(TrustLabel label) {
        String compartments = label.compartments().isEmpty()
                ? ""
                : " [" + String.join(", ", new TreeSet<>(label.compartments())) + "]";
        return "`" + label.level() + "`" + compartments;
    }
}
