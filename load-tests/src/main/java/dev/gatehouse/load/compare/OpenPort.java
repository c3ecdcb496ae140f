package dev.gatehouse.load.compare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until somebody listens. */
final class OpenPort {
    private static final long LONGEST_SECONDS = 90;

    private OpenPort() {}

    /** False if the process ended, or listens to nobody for too long. */
    static boolean await(int port, BooleanSupplier isAlive) throws InterruptedException {
        long stopAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (isAlive.getAsBoolean() && System.nanoTime() - stopAt < 0) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return open.isConnected();
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        return false;
    }
}
