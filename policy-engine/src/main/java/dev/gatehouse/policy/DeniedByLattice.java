package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.Optional;
import java.util.TreeSet;

/** The caller is not trusted as far as the service demands, and no gate lifts it. */
record DeniedByLattice(AccessRequest request, Identity service, Ruleset ruleset) implements Decision {

    @Override
    public boolean isEnforced() {
        return ruleset.isEnforced();
    }

    @Override
    public String kind() {
        return "lattice";
    }

    @Override
    public String explain() {
        return shortfall(request.label(), service);
    }

    @Override
    public Optional<NearestMiss> nearest() {
        return ruleset.nearestGate(request)
                .or(() -> ruleset.allowRuleBehind(request, explain()))
                .or(() -> ruleset.nearestRule(request));
    }

    /** What the label lacks to call the service. */
    static String shortfall(TrustLabel label, Identity service) {
        TrustLabel floor = service.floor();
        if (label.level().isBelow(floor.level())) {
            return "`" + label.level() + "` may not call `" + service.name() + "`, which accepts `" + floor.level()
                    + "` and above";
        }
        TreeSet<String> missing = new TreeSet<>(floor.compartments());
        missing.removeAll(label.compartments());
        return "the caller lacks compartment `" + String.join("`, `", missing) + "` of `" + service.name() + "`";
    }
}
