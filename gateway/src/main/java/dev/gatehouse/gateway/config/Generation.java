package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;

/**
 * One accepted configuration, checked and compiled, that opens no socket yet.
 *
 * <p>{@code hash} is the same for the same files. {@code levels} are those
 * of trust, from low to high. {@code size} says how much there is, for the operator;
 * {@code texts} are the files as others may read them.
 */
public record Generation(
        long number,
        String hash,
        GatewaySettings settings,
        TrustBundles bundles,
        RouteTable routes,
        CompiledPolicy policy,
        TokenVerifier tokens,
        List<TrustLevel> levels,
        Size size,
        List<PublicText> texts) {

    public Generation {
        levels = List.copyOf(levels);
        texts = List.copyOf(texts);
    }

    /** A generation that was written in no files. */
    public Generation(
            long number,
            String hash,
            GatewaySettings settings,
            TrustBundles bundles,
            RouteTable routes,
            CompiledPolicy policy,
            TokenVerifier tokens,
            List<TrustLevel> levels,
            Size size) {
        this(number, hash, settings, bundles, routes, policy, tokens, levels, size, List.of());
    }

    /** What of it decides about a request. */
    public Rules rules() {
        return new Rules(routes, policy);
    }

    /** How many of each there are. */
    public record Size(int files, int routes, int rulesets, int identities) {}

    /** What requests run under, once the clients of the upstreams exist. */
    public Snapshot snapshot(UpstreamClients clients, ContextHeader context) {
        return new Snapshot(
                number,
                hash,
                routes,
                policy.engine(),
                policy.identities(),
                tokens,
                settings.trustedProxies(),
                context,
                clients,
                settings.telemetry().recording());
    }
}
