package dev.gatehouse.policy;

/** The route names no identity, so there is nothing to protect. */
record Unprotected() implements Decision {

    @Override
    public boolean isAllowed() {
        return true;
    }

    @Override
    public boolean isEnforced() {
        return true;
    }

    @Override
    public String kind() {
        return "unprotected";
    }

    @Override
    public String explain(AccessRequest request) {
        return "the route names no identity to protect";
    }
}
