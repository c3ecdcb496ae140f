package dev.gatehouse.policy;

import dev.gatehouse.policy.trust.Gate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An allow rule matched, and nothing stood before it; a gate may have lifted the lattice. */
record Allowed(Rule matched, @Nullable Gate gate, boolean isEnforced) implements Decision {

    @Override
    public boolean isAllowed() {
        return true;
    }

    @Override
    public String rule() {
        return matched.name();
    }

    @Override
    public String position() {
        return matched.position();
    }

    @Override
    public String kind() {
        return "allow";
    }

    @Override
    public String explain(AccessRequest request) {
        String through = Optional.ofNullable(gate)
                .map(open -> ", through the gate of `" + open.owner() + "` (" + open.reason() + ")")
                .orElse("");
        return "rule `" + rule() + "` allows it" + through;
    }
}
