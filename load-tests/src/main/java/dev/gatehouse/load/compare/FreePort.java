package dev.gatehouse.load.compare;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback interface that nobody listens on, from below those that outgoing connections get: a rival binds
 * it seconds after it was chosen.
 */
final class FreePort {
    private static final int LOWEST = 10_000;
    private static final int AFTER_HIGHEST = 30_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    static int next() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, AFTER_HIGHEST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new BindException("no port is free: " + ATTEMPTS + " were tried");
    }
}
