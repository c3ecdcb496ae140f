package dev.gatehouse.policy.ruleset;

import org.jspecify.annotations.Nullable;

/** A trust domain, and the highest level that its identities may have. */
public record DomainSource(@Nullable String maxLevel) {}
