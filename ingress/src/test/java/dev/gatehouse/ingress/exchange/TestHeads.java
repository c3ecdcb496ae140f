package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;

/** Canonical heads for tests that do not care how they came to be. */
public final class TestHeads {
    private TestHeads() {}

    public static RequestHead get(String path) {
        CanonicalPath canonical = CanonicalPath.from(path).path().orElseThrow();
        return new RequestHead(
                "GET",
                canonical,
                "",
                "shop.example",
                80,
                "http",
                new DefaultHttpHeaders(),
                InetAddress.getLoopbackAddress(),
                0,
                0.5);
    }
}
