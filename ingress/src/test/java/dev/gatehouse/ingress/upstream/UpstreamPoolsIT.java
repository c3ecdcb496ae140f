package dev.gatehouse.ingress.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets which connection, and what is counted meanwhile; the backend only lets itself be called. */
class UpstreamPoolsIT extends PoolFixture {
    private final ServerSocket backend = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());

    UpstreamPoolsIT() throws IOException {}

    @Override
    Upstream backend() {
        return backend(backend.getLocalPort(), Protocol.HTTP_1_1);
    }

    @AfterEach
    void close() throws IOException {
        backend.close();
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
}
