package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/** What the policy said about one request, and why. Mutable, part of an {@link EventSlot}. */
public final class Verdict {
    private @Nullable String decision;
    private @Nullable String rule;
    private @Nullable String rulesetHash;
    private @Nullable String reason;
    private @Nullable String nearest;
    private boolean denied;
    private boolean enforced;
    private boolean told;

    /** The decision's kind, in the policy's words; null if the policy was never asked. */
    public @Nullable String decision() {
        return decision;
    }

    public Verdict decision(@Nullable String decision) {
        this.decision = decision;
        return this;
    }

    /** The rule that spoke, if one did. */
    public @Nullable String rule() {
        return rule;
    }

    public Verdict rule(@Nullable String rule) {
        this.rule = rule;
        return this;
    }

    public @Nullable String rulesetHash() {
        return rulesetHash;
    }

    public Verdict rulesetHash(@Nullable String rulesetHash) {
        this.rulesetHash = rulesetHash;
        return this;
    }

    /** One clause for the operator: why it was decided so. */
    public @Nullable String reason() {
        return reason;
    }

    public Verdict reason(@Nullable String reason) {
        this.reason = reason;
        return this;
    }

    /** The rule that came nearest to allowing a denied request, and what was missing. */
    public @Nullable String nearest() {
        return nearest;
    }

    public Verdict nearest(@Nullable String nearest) {
        this.nearest = nearest;
        return this;
    }

    /** Whether the policy said no, enforced or not: each such request gets a decision record. */
    public boolean denied() {
        return denied;
    }

    public Verdict denied(boolean denied) {
        this.denied = denied;
        return this;
    }

    /** Whether a denial was carried out; false in audit mode. */
    public boolean enforced() {
        return enforced;
    }

    public Verdict enforced(boolean enforced) {
        this.enforced = enforced;
        return this;
    }

    /** Whether the denial's record was published before, ahead of the answer. */
    public boolean told() {
        return told;
    }

    public Verdict told(boolean told) {
        this.told = told;
        return this;
    }

    void clear() {
        decision = null;
        rule = null;
        rulesetHash = null;
        reason = null;
        nearest = null;
        denied = false;
        enforced = false;
        told = false;
    }

    void copyFrom(Verdict other) {
        decision = other.decision;
        rule = other.rule;
        rulesetHash = other.rulesetHash;
        reason = other.reason;
        nearest = other.nearest;
        denied = other.denied;
        enforced = other.enforced;
        told = other.told;
    }
}
