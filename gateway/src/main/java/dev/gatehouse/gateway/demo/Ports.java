package dev.gatehouse.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the machine for ports before anything is started, so that a busy one is found in the first second. A port that
 * nobody chose comes from below those that the system hands to outgoing connections (RFC 6335: from 49152; Linux: from
 * 32768), and below Kubernetes' node ports (from 30000): one of those could be taken again before it is bound.
 */
final class Ports {
    private static final int LOWEST = 10_000;
    private static final int COUNT = 20_000;
    private static final int ATTEMPTS = 200;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** The port that was asked for if it is free, or any free one if 0 was asked for. */
    static int claim(int wanted, String option) throws DemoProblem {
        if (wanted == 0) {
            return free();
        }
        try {
            probe(wanted);
            return wanted;
        } catch (IOException busy) {
            throw new DemoProblem(
                    "port " + wanted + " is in use; stop what listens there, or choose another with " + option
                            + " (0 means any that is free)",
                    busy);
        }
    }

    /** A port that is free on every address, and that no other call in this process was given. */
    static int free() throws DemoProblem {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try {
                probe(port);
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new DemoProblem("no port is free: " + ATTEMPTS + " from " + LOWEST + " on were tried");
    }

    private static void probe(int port) throws IOException {
        // On every address first: a listener on one of them leaves the port free on another.
        bound(new InetSocketAddress(port)).close();
        bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close();
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
