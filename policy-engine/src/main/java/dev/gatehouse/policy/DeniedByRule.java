package dev.gatehouse.policy;

/** A deny rule matched, which nothing can lift. */
record DeniedByRule(Rule matched, boolean isEnforced) implements Decision {

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
        return "deny-rule";
    }

    @Override
    public String explain(AccessRequest request) {
        String because = matched.reason().isEmpty() ? "" : " (" + matched.reason() + ")";
        return "rule `" + rule() + "` denies it" + because;
    }
}
