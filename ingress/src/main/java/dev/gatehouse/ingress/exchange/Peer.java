package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import java.net.InetAddress;

/**
 * Who is at the other end of a connection, and how they speak: worked out once, when the connection is
 * ready, and shared by all its requests.
 */
public record Peer(Origin origin, ConnectionIdentity identity, boolean http2) {

    public InetAddress address() {
        return origin.clientAddress();
    }

    public String scheme() {
        return origin.scheme();
    }

    public boolean isSecure() {
        return scheme().equals("https");
    }
}
