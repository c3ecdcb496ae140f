package dev.gatehouse.load;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps the load on this machine: a name passes only if every address behind it is a loopback address. */
final class Loopback {

    private Loopback() {}

    static void require(String host, String what) throws LoadProblem {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new LoadProblem(what + " `" + host + "` is not a known host", unknown);
        }
        for (InetAddress address : addresses) {
            if (!address.isLoopbackAddress()) {
                throw new LoadProblem(what + " `" + host + "` is not this machine's loopback address; "
                        + "load is sent to nobody else");
            }
        }
    }

    /** The same for each of {@code host:port,host:port}. */
    static void requireAll(String addresses, String what) throws LoadProblem {
        for (String address : addresses.split(",", -1)) {
            int colon = address.lastIndexOf(':');
            if (colon < 1) {
                throw new LoadProblem(what + " `" + address + "` is not HOST:PORT");
            }
            require(address.substring(0, colon).strip(), what);
        }
    }
}
