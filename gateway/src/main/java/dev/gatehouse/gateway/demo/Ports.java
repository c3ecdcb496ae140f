package dev.gatehouse.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks the machine for ports before anything is started, so that a busy one is found in the first second. */
final class Ports {

    private Ports() {}

    /** The port that was asked for if it is free, or any free one if 0 was asked for. */
    static int claim(int wanted, String option) throws DemoProblem {
        try {
            return probe(wanted);
        } catch (IOException busy) {
            throw new DemoProblem(
                    "port " + wanted + " is in use; stop what listens there, or choose another with " + option
                            + " (0 means any that is free)",
                    busy);
        }
    }

    /** Any free port of the loopback interface. */
    static int free() throws DemoProblem {
        return claim(0, "");
    }

    private static int probe(int wanted) throws IOException {
        int port;
        // On every address first: a listener on one of them leaves the port free on another.
        try (ServerSocket everywhere = bound(new InetSocketAddress(wanted))) {
            port = everywhere.getLocalPort();
        }
        try (ServerSocket here = bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return here.getLocalPort();
        }
    }

    private static ServerSocket bound(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException busy) {
            socket.close();
            throw busy;
        }
    }
}
