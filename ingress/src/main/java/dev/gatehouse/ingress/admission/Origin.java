package dev.gatehouse.ingress.admission;

import java.net.InetAddress;

/**
 * Where a request comes from, as far as it is believed: the client's address, the addresses to hand on in
 * X-Forwarded-For (the client's first, the peer's last), and the scheme that the client used.
 */
public record Origin(InetAddress clientAddress, String forwardedFor, String scheme) {}
