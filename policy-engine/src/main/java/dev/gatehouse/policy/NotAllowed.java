package dev.gatehouse.policy;

import java.util.Optional;

/** No rule spoke, and silence is a no. */
record NotAllowed(boolean isEnforced, Misses misses) implements Decision {
    @Override
    public String kind() {
        return "not-allowed";
    }

    @Override
    public String explain(AccessRequest request) {
        return nearest(request)
                .map(NearestMiss::explain)
                .orElse("no rule allows a call to `" + request.service() + "`");
    }

    @Override
    public Optional<NearestMiss> nearest(AccessRequest request) {
        return misses.nearestRule(request);
    }
}
