package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.trust.TrustLabel;
import java.util.List;

/**
 * How far a chain behind a call is trusted, in each of the policies, and for whom the caller acts to be so:
 * nobody, or as few as will do.
 */
public record Standing(List<TrustLabel> labels, List<String> behalf) {
    public Standing {
        labels = List.copyOf(labels);
        behalf = List.copyOf(behalf);
    }
}
