package dev.gatehouse.ingress.snapshot;

import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.identity.Identities;

/**
 * Everything of one configuration generation that a request needs. A request takes it once, on entry, and
 * ends with the generation that it began with.
 */
public record Snapshot(
        long generation,
        String hash,
        RouteTable routes,
        PolicyEngine policy,
        Identities identities,
        TokenVerifier tokens,
        TrustedProxies trustedProxies,
        ContextHeader context,
        UpstreamClients clients,
        Recording recording) {}
