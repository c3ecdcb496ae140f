package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.KeyMaterial;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.ServerTls;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.policy.identity.TrustDomain;
import io.netty.handler.ssl.SslContext;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLException;

/** The keys of the tests: one authority, the door's own certificate, and those of its clients. */
final class TestTls {
    static final DevelopmentCa CA =
            DevelopmentCa.create(TrustDomain.from("test.example").orElseThrow(), Clock.systemUTC());
    static final TrustBundles BUNDLES = new TrustBundles(List.of(CA.bundle()));

    private TestTls() {}

    static SslContext server() {
        KeyMaterial own = CA.issue(LeafSpec.of("spiffe://test.example/door").withDns("localhost"))
                .keyMaterial();
        try {
            return ServerTls.context(own, ClientAuth.OPTIONAL, BUNDLES, Clock.systemUTC());
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyMaterial client(String spiffeId) {
        return CA.issue(LeafSpec.of(spiffeId)).keyMaterial();
    }
}
