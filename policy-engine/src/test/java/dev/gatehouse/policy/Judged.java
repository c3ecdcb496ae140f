package dev.gatehouse.policy;

import java.util.Optional;

/** A decision together with the call that it was about, for tests that want to be told why. */
record Judged(Decision decision, AccessRequest call) {

    static Judged by(PolicyEngine engine, AccessRequest call) {
        return new Judged(engine.decide(call), call);
    }

    boolean isAllowed() {
        return decision.isAllowed();
    }

    boolean isEnforced() {
        return decision.isEnforced();
    }

    boolean letsThrough() {
        return decision.letsThrough();
    }

    String rule() {
        return decision.rule();
    }

    String position() {
        return decision.position();
    }

    String kind() {
        return decision.kind();
    }

    String explain() {
        return decision.explain(call);
    }

    Optional<NearestMiss> nearest() {
        return decision.nearest(call);
    }
}
