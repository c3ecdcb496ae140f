package dev.gatehouse.ingress.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.tls.Houses;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import reactor.netty.resources.LoopResources;

/** Pools on a loop of their own, and those who ask them for connections. */
abstract class PoolFixture {
    static final Duration LONG = Duration.ofMinutes(10);
    static final Duration LIFE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Of daemon threads: it ends with the tests.
    private static final LoopResources LOOPS = LoopResources.create("pools", 1, true);
    private static final EventLoop LOOP = LOOPS.onClient(true).next();

    private final List<UpstreamClients> opened = new ArrayList<>();

    @AfterEach
    void closeClients() {
        opened.forEach(UpstreamClients::close);
    }

    /** What the backend is, that every test asks for. */
    abstract Upstream backend();

    static Upstream backend(int port, Protocol protocol) {
        return new Upstream(
                "backend",
                Optional.empty(),
                List.of(new Endpoint("http", "127.0.0.1", port)),
                Balance.ROUND_ROBIN,
                protocol);
    }

    UpstreamPools pools(int most, int room, Duration wait, Duration life) {
        UpstreamClients clients = new UpstreamClients(
                Optional.empty(),
                Houses.BOTH,
                LOOPS,
                new PoolLimits(most, room, wait, Duration.ofSeconds(5), LONG, life, 8192),
                Clock.systemUTC());
        opened.add(clients);
        return clients.pools();
    }

    Asked ask(UpstreamPools pools) {
        Asked asked = new Asked();
        Lease lease = backend().choose();
        onLoop(() -> pools.take(LOOP, lease, 5_000, asked));
        return asked;
    }

    static void giveBack(UpstreamConnection connection, boolean reusable) {
        onLoop(() -> connection.giveBack(reusable));
    }

    static void onLoop(Runnable task) {
        LOOP.submit(task).syncUninterruptibly();
    }

    static void growOld() {
        LOOP.schedule(() -> {}, LIFE.toMillis() + 50, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    static void until(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - stopAt).as("happens in time").isNegative();
            Thread.onSpinWait();
        }
    }

    /** Somebody who asked, and what came of it. */
    static final class Asked implements ConnectionTaker {
        final List<UpstreamFailure> failures = new CopyOnWriteArrayList<>();
        volatile @Nullable UpstreamConnection connection;
        volatile boolean isGone;

        @Override
        public void taken(UpstreamConnection given, long waitedNanos, long openedNanos) {
            connection = given;
        }

        @Override
        public void refused(UpstreamFailure failure) {
            failures.add(failure);
        }

        @Override
        public boolean isGone() {
            return isGone;
        }

        UpstreamConnection given() {
            until(() -> connection != null);
            return Objects.requireNonNull(connection);
        }

        UpstreamFailure failure() {
            until(() -> !failures.isEmpty());
            return failures.get(0);
        }
    }
}
