package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.identity.TrustDomain;
import java.time.Clock;
import java.util.List;

/** Two trust domains with their authorities, made once for all tests. */
public final class Houses {
    public static final Clock CLOCK = Clock.systemUTC();
    public static final DevelopmentCa ACME = DevelopmentCa.create(domain("acme.example"), CLOCK);
    public static final DevelopmentCa PARTNER = DevelopmentCa.create(domain("partner.example"), CLOCK);
    public static final TrustBundles BOTH = new TrustBundles(List.of(ACME.bundle(), PARTNER.bundle()));

    private Houses() {}

    public static TrustDomain domain(String name) {
        return TrustDomain.from(name).orElseThrow();
    }

    public static SpiffeId id(String uri) {
        return SpiffeId.from(uri).id().orElseThrow();
    }
}
