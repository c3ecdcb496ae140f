package dev.gatehouse.policy;

/** Judging went wrong; nobody passes on an error, whatever the ruleset's mode. */
record JudgementFailed(RuntimeException cause) implements Decision {

    @Override
    public boolean isJudged() {
        return false;
    }

    @Override
    public boolean isEnforced() {
        return true;
    }

    @Override
    public String kind() {
        return "error";
    }

    @Override
    public String explain(AccessRequest request) {
        return "judging failed: " + cause;
    }
}
