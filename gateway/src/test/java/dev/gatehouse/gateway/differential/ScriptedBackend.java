package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A backend that plays a script on each connection that it accepts, and keeps what it was sent. */
final class ScriptedBackend implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Wire> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> playing = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    ScriptedBackend(ServerSocket listening) {
        this.listening = listening;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Refuses connections from now on. */
    void refuse() throws IOException {
        listening.close();
    }

    void play(Script script, Signals signals) {
        Thread accepting = new Thread(
                () -> {
                    try {
                        while (true) {
                            accept(listening.accept(), script, signals);
                        }
                    } catch (IOException closed) {
                        // The case is over.
                    }
                },
                "backend-accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept(Socket socket, Script script, Signals signals) throws IOException {
        Wire wire = new Wire(socket, connections.size(), signals, UnaryOperator.identity());
        connections.add(wire);
        Thread player = new Thread(() -> play(script, wire), "backend-" + wire.number());
        player.setDaemon(true);
        playing.add(player);
        player.start();
    }

    private void play(Script script, Wire wire) {
        try {
            script.play(wire);
        } catch (Exception | AssertionError e) {
            failures.add("the backend's connection " + wire.number() + ": " + e);
        }
    }

    /** Waits for the scripts, and tells which steps of theirs failed. */
    List<String> finish() throws InterruptedException {
        long stopAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2L * Wire.PATIENCE_MILLIS);
        for (Thread player : playing) {
            player.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopAt - System.nanoTime())));
            if (player.isAlive()) {
                failures.add(player.getName() + " did not come to its end");
            }
        }
        return new ArrayList<>(failures);
    }

    List<Wire> connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        connections.forEach(Wire::close);
    }
}
