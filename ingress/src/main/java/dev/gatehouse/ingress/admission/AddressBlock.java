package dev.gatehouse.ingress.admission;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What counts as one client: an IPv4 address, or the /64 that an IPv6 subscriber is given. */
record AddressBlock(long bits) {

    static AddressBlock of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new AddressBlock(
                bytes.length == 4
                        ? ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL
                        : ByteBuffer.wrap(bytes).getLong());
    }
}
