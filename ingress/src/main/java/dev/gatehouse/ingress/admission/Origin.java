package dev.gatehouse.ingress.admission;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/**
 * Where a request comes from, as far as it is believed: the client's address, the addresses to hand on in
 * X-Forwarded-For (the client's first, the peer's last), and the scheme that the client used.
 */
public record Origin(InetAddress clientAddress, String forwardedFor, String scheme) {

    /** Of whoever is at the other end of a connection. */
    public static Origin direct(InetAddress peer, String scheme) {
        return new Origin(peer, NetUtil.toAddressString(peer), scheme);
    }

    /** The client's address as it is written. */
    String clientText() {
        int end = forwardedFor.indexOf(',');
        return end < 0 ? forwardedFor : forwardedFor.substring(0, end);
    }
}
