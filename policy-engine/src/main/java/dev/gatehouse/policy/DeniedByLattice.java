package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.Optional;
import java.util.TreeSet;

/** The caller is not trusted as far as the service demands, and no gate lifts it. */
record DeniedByLattice(Identity service, boolean isEnforced, Misses misses) implements Decision {

    @Override
    public String kind() {
        return "lattice";
    }

    @Override
    public String explain(AccessRequest request) {
        return shortfall(request.label(), service);
    }

    @Override
    public Optional<NearestMiss> nearest(AccessRequest request) {
        return misses.nearestGate(request)
                .or(() -> misses.allowRuleBehind(request, explain(request)))
                .or(() -> misses.nearestRule(request));
    }

    /** What the label lacks to call the service. */
    static String shortfall(TrustLabel label, Identity service) {
        TrustLabel floor = service.floor();
        if (label.level().isBelow(floor.level())) {
            return "`" + label.level() + "` may not call `" + floor.level() + "`, the least that `" + service.name()
                    + "` accepts";
        }
        TreeSet<String> missing = new TreeSet<>(floor.compartments());
        missing.removeAll(label.compartments());
        return "the caller lacks compartment `" + String.join("`, `", missing) + "` of `" + service.name() + "`";
    }
}
