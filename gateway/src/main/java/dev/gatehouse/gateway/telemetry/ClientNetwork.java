package dev.gatehouse.gateway.telemetry;

import java.net.InetAddress;

/** The network of a client, coarse enough that it names no person: /24 of IPv4, /48 of IPv6. */
final class ClientNetwork {
    private static final int IPV4_BYTES = 4;

    private ClientNetwork() {}

    static String of(InetAddress client) {
        byte[] bytes = client.getAddress();
        StringBuilder text = new StringBuilder(24);
        if (bytes.length == IPV4_BYTES) {
            for (int i = 0; i < 3; i++) {
                text.append(bytes[i] & 0xff).append('.');
            }
            return text.append("0/24").toString();
        }
        for (int i = 0; i < 6; i += 2) {
            text.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff))
                    .append(':');
        }
        return text.append(":/48").toString();
    }
}
