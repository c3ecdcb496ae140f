package dev.gatehouse.ingress.listener;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The leave-taking of all connections, once nobody new is let in. */
final class Drain {
    private final Door door;
    private final Connections connections;
    private final EventLoopGroup loops;
    private final int inFlight;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<DrainReport> done = new CompletableFuture<>();
    private volatile int cut;

    Drain(Door door, Connections connections, EventLoopGroup loops) {
        this.door = door;
        this.connections = connections;
        this.loops = loops;
        inFlight = door.inFlight();
    }

    CompletionStage<DrainReport> within(Duration deadline) {
        connections.tell(DrainEvent.BEGIN);
        Future<?> alarm = loops.next().schedule(this::giveUp, deadline.toNanos(), TimeUnit.NANOSECONDS);
        connections.allClosed().addListener(closed -> {
            alarm.cancel(false);
            finish();
        });
        return done;
    }

    private void giveUp() {
        // Counted before anybody is told: the last connection may be closed while they are.
        cut = door.inFlight();
        connections.tell(DrainEvent.DEADLINE);
        finish();
    }

    private void finish() {
        done.complete(new DrainReport(inFlight, cut, Duration.ofNanos(System.nanoTime() - startedNanos)));
    }
}
