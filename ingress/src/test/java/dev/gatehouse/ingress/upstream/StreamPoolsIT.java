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

/** Who gets a stream of which HTTP/2 connection, and who is told that there is none. */
class StreamPoolsIT extends PoolFixture {
    private static final int STREAMS = 2;

    private final Http2Backend backend = new Http2Backend(STREAMS);
    private int port = backend.port();

    @Override
    Upstream backend() {
        return backend(port, Protocol.HTTP_2);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void manyShareOneConnection() {
        UpstreamPools pools = pools(4, 4, LONG, LONG);
        UpstreamConnection one = ask(pools).given();
        UpstreamConnection two = ask(pools).given();

        assertThat(one).isNotSameAs(two);
        assertThat(backend.connections()).isEqualTo(1);
        assertThat(pools.active()).isEqualTo(1);
        giveBack(one, true);
        giveBack(two, true);
        until(() -> pools.active() == 0 && pools.idle() == 1);
    }

    @Test
    void thoseWhoWaitForAConnectionShareIt() {
        UpstreamPools pools = pools(1, 4, LONG, LONG);
        Asked first = ask(pools);
        Asked second = ask(pools);

        first.given();
        second.given();
        assertThat(backend.connections()).isEqualTo(1);
    }

    @Test
    void anotherConnectionIsOpenedWhenTheFirstIsFull() {
        UpstreamPools pools = pools(2, 4, LONG, LONG);
        for (int i = 0; i <= STREAMS; i++) {
            ask(pools).given();
        }

        assertThat(backend.connections()).isEqualTo(2);
        assertThat(pools.active()).isEqualTo(2);
    }

    @Test
    void whoFindsAllFullWaitsForTheFirstStreamThatEnds() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        UpstreamConnection one = ask(pools).given();
        ask(pools).given();
        Asked third = ask(pools);

        assertThat(pools.waiting()).isEqualTo(1);
        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
        giveBack(one, true);
        third.given();
    }

    @Test
    void whoWaitedTooLongIsRefused() {
        UpstreamPools pools = pools(1, 1, Duration.ofMillis(50), LONG);
        ask(pools).given();
        ask(pools).given();

        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_TIMEOUT);
    }

    @Test
    void aStreamThatNobodyWaitsForAnyMoreIsNotOpened() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        ask(pools).isGone = true;
        ask(pools).given();

        until(() -> pools.active() == 1);
    }

    @Test
    void whoCannotBeCalledIsNobodysPlaceForLong() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        backend.close();
        until(() -> !isListening());
        Asked first = ask(pools);
        Asked second = ask(pools);

        assertThat(first.failure()).extracting(UpstreamFailure::errorType).isEqualTo("connection_refused");
        assertThat(second.failure()).extracting(UpstreamFailure::errorType).isEqualTo("connection_refused");
        until(() -> pools.active() == 0);
    }

    @Test
    void aBackendThatSpeaksAnotherProtocolIsNotSpokenTo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            Asked asked = ask(pools(1, 1, LONG, LONG));
            try (Socket called = other.accept()) {
                called.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));

                assertThat(asked.failure()).isEqualTo(UpstreamFailure.PROTOCOL);
            }
        }
    }

    @Test
    void aBackendThatSaysNothingIsNotWaitedForForever() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();

            assertThat(ask(pools(1, 1, LONG, LONG)).failure())
                    .extracting(UpstreamFailure::errorType)
                    .isEqualTo("handshake_timeout");
        }
    }

    @Test
    void nothingIsOpenedAfterTheEnd() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        pools.close();

        assertThat(ask(pools).failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
    }

    @Test
    void itIsClosedWhenTheLastStreamEndsAfterTheEnd() {
        UpstreamPools pools = pools(1, 1, LONG, LONG);
        UpstreamConnection last = ask(pools).given();
        pools.close();
        giveBack(last, true);

        until(() -> pools.active() == 0 && pools.idle() == 0);
    }

    @Test
    void thereIsRoomForAsManyAsInANaivePool() {
        int connections = 2;
        int room = 3;
        UpstreamPools pools = pools(connections, room, LONG, LONG);
        Random random = new Random(5);
        Queue<Asked> holding = new ArrayDeque<>();
        Queue<Asked> waiting = new ArrayDeque<>();
        for (int step = 0; step < 400; step++) {
            if (random.nextInt(5) < 3 || holding.isEmpty()) {
                Asked asked = ask(pools);
                if (holding.size() < connections * STREAMS) {
                    asked.given();
                    holding.add(asked);
                } else if (waiting.size() < room) {
                    waiting.add(asked);
                } else {
                    assertThat(asked.failure()).isEqualTo(UpstreamFailure.POOL_EXHAUSTED);
                }
            } else {
                giveBack(holding.remove().given(), random.nextBoolean());
                Asked next = waiting.poll();
                if (next != null) {
                    next.given();
                    holding.add(next);
                }
            }
            double share = (double) waiting.size() / room;
            until(() -> pools.waiting() == share);
        }
    }

    private boolean isListening() {
        try (Socket called = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return called.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
