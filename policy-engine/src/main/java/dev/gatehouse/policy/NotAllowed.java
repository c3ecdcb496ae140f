package dev.gatehouse.policy;

import java.util.Optional;

/** No rule spoke, and silence is a no. */
record NotAllowed(Ruleset ruleset) implements Decision {

    @Override
    public boolean isEnforced() {
        return ruleset.isEnforced();
    }

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
        return ruleset.nearestRule(request);
    }
}
