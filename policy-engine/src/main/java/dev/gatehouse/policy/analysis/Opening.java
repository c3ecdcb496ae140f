package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.trust.Gate;
import java.util.List;
import java.util.Optional;

/**
 * A way in: these callers can make a call to the service that this rule lets pass, through this gate where they
 * need one; {@code witness} is such a call by the first of them.
 */
public record Opening(List<String> callers, String service, Rule rule, Optional<Gate> gate, Witness witness) {
    public Opening {
        callers = List.copyOf(callers);
    }
}
