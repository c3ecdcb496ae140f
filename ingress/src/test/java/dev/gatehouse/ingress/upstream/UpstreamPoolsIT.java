package dev.gatehouse.ingress.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.tls.Houses;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

/** Who gets which connection, and what is counted meanwhile; the backend only lets itself be called. */
class UpstreamPoolsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final LoopResources LOOPS = LoopResources.create("pools", 1, true);
    private static final EventLoop LOOP = LOOPS.onClient(true).next();

    private final ServerSocket backend = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final List<UpstreamClients> opened = new ArrayList<>();

    UpstreamPoolsIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        opened.forEach(UpstreamClients::close);
        backend.close();
    }

    @AfterAll
    static void stopLoops() {
        LOOPS.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(PATIENCE);
    }

    @Test
    void theLastOneGivenBackIsLentFirst() {
        UpstreamPools pools = pools(4, 4, LONG, LONG);
        UpstreamConnection one = ask(pools).given();
        UpstreamConnection two = ask(pools).given();
        giveBack(one, true);
        giveBack(two, true);

        assertThat(ask(pools).given()).isSameAs(two);
        assertThat(ask(pools).given()).isSameAs(one);
    }

    @Test
    void aLineIsServedInTurn() {
        UpstreamPools pools = pools(1, 4, LONG, LONG);
        UpstreamConnection only = ask(pools).given();
        Asked second = ask(pools);
        Asked third = ask(pools);
        giveBack(only, true);

        assertThat(second.given()).isSameAs(only);
        assertThat(third.connection).isNull();
        giveBack(only, true);
        assertThat(third.given()).isSameAs(only);
    }

    @Test
    void whoFindsNoRoomInTheLineIsRefused() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        ask(pools).given();
        ask(pools);

        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
    }

    @Test
    void whoWaitedTooLongIsRefused() {
        UpstreamPools pools = pools(1, 1, Duration.ofMillis(50), LONG);
        ask(pools).given();

        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_TIMEOUT);
        assertThat(pools.waiting()).isZero();
    }

    @Test
    void whoHasLeftTheLineHearsNothingMore() {
        UpstreamPools pools = pools(1, 1, Duration.ofMillis(50), LONG);
        ask(pools).given();
        Asked second = ask(pools);
        second.isGone = true;

        until(() -> pools.waiting() == 0);
        assertThat(second.failures).isEmpty();
    }

    @Test
    void whoHasLeftTheLineMakesRoom() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        UpstreamConnection only = ask(pools).given();
        ask(pools).isGone = true;
        Asked third = ask(pools);
        giveBack(only, true);

        assertThat(third.given()).isSameAs(only);
    }

    @Test
    void oneThatIsOldIsNotLentAgainAndCountsOnce() {
        UpstreamPools pools = pools(2, 1, LONG, LIFE);
        UpstreamConnection old = ask(pools).given();
        giveBack(old, true);
        growOld();

        UpstreamConnection next = ask(pools).given();
        assertThat(next).isNotSameAs(old);
        until(() -> pools.active() == 1 && pools.idle() == 0);
        giveBack(next, true);
        until(() -> pools.active() == 0 && pools.idle() == 1);
    }

    @Test
    void oneThatIsOldIsNotHandedOnToTheNextInLine() {
        UpstreamPools pools = pools(1, 1, LONG, LIFE);
        UpstreamConnection old = ask(pools).given();
        Asked second = ask(pools);
        growOld();
        giveBack(old, true);

        assertThat(second.given()).isNotSameAs(old);
        until(() -> pools.active() == 1);
    }

    @Test
    void oneThatNobodyReadWhenItWasGivenBackIsReadAgain() throws IOException {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        UpstreamConnection slow = ask(pools).given();
        onLoop(() -> slow.reading(false));
        giveBack(slow, true);

        // What nobody asked for ends a connection, if it is read.
        try (Socket called = backend.accept()) {
            called.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            until(() -> pools.idle() == 0);
        }
    }

    @Test
    void whoCannotBeCalledIsNobodysPlaceForLong() throws IOException {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        backend.close();
        Asked first = ask(pools);
        Asked second = ask(pools);

        assertThat(first.failure()).extracting(UpstreamFailure::errorType).isEqualTo("connection_refused");
        assertThat(second.failure()).extracting(UpstreamFailure::errorType).isEqualTo("connection_refused");
        until(() -> pools.active() == 0 && pools.waiting() == 0);
    }

    @Test
    void nothingIsOpenedAfterTheEnd() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        pools.close();

        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
    }

    @Test
    void countsAreThoseOfANaivePool() {
        int most = 3;
        int room = 4;
        UpstreamPools pools = pools(most, room, LONG, LONG);
        Random random = new Random(11);
        Queue<Asked> holding = new ArrayDeque<>();
        Queue<Asked> waiting = new ArrayDeque<>();
        int idle = 0;
        for (int step = 0; step < 400; step++) {
            if (random.nextInt(5) < 2 || holding.isEmpty()) {
                Asked asked = ask(pools);
                if (idle > 0 || holding.size() < most) {
                    idle = Math.max(0, idle - 1);
                    asked.given();
                    holding.add(asked);
                } else if (waiting.size() < room) {
                    waiting.add(asked);
                } else {
                    assertThat(asked.failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
                }
            } else {
                boolean reusable = random.nextBoolean();
                giveBack(holding.remove().given(), reusable);
                Asked next = waiting.poll();
                if (next != null) {
                    next.given();
                    holding.add(next);
                } else if (reusable) {
                    idle++;
                }
            }
            int lent = holding.size();
            int unused = idle;
            double share = (double) waiting.size() / room;
            until(() -> pools.active() == lent && pools.idle() == unused && pools.waiting() == share);
        }
    }

    private UpstreamPools pools(int most, int room, Duration wait, Duration life) {
        UpstreamClients clients = new UpstreamClients(
                Optional.empty(),
                Houses.BOTH,
                LOOPS,
                new PoolLimits(most, room, wait, Duration.ofSeconds(5), LONG, life, 8192),
                Clock.systemUTC());
        opened.add(clients);
        return clients.pools();
    }

    private Asked ask(UpstreamPools pools) {
        Asked asked = new Asked();
        Lease lease = Upstream.of(
                        "backend", Optional.empty(), new Endpoint("http", "127.0.0.1", backend.getLocalPort()))
                .choose();
        onLoop(() -> pools.take(LOOP, lease, 5_000, asked));
        return asked;
    }

    private static void giveBack(UpstreamConnection connection, boolean reusable) {
        onLoop(() -> connection.giveBack(reusable));
    }

    private static void onLoop(Runnable task) {
        LOOP.submit(task).syncUninterruptibly();
    }

    private static void growOld() {
        LOOP.schedule(() -> {}, LIFE.toMillis() + 50, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    private static void until(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - stopAt).as("happens in time").isNegative();
            Thread.onSpinWait();
        }
    }

    /** Somebody who asked, and what came of it. */
    private static final class Asked implements ConnectionTaker {
        private final List<UpstreamFailure> failures = new CopyOnWriteArrayList<>();
        private volatile @Nullable UpstreamConnection connection;
        private volatile boolean isGone;

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
