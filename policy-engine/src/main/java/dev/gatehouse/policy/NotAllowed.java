package dev.gatehouse.policy;

import java.util.Optional;

/** No rule spoke, and silence is a no. */
record NotAllowed(AccessRequest request, Ruleset ruleset) implements Decision {

    @Override
    public boolean isEnforced() {
        return ruleset.isEnforced();
    }

    @Override
    public String kind() {
        return "not-allowed";
    }

    @Override
    public String explain() {
        return nearest().map(NearestMiss::explain).orElse("no rule allows a call to `" + request.service() + "`");
    }

    @Override
    public Optional<NearestMiss> nearest() {
        return ruleset.nearestRule(request);
    }
}
