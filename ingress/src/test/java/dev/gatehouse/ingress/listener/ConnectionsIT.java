package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a connection lives and ends: turns, uploads cut off, slow clients, caps, and the drain. */
class ConnectionsIT {
    private static final String HOST = "Host: localhost\r\n";
    private static final Limits TIGHT =
            new Limits(20, 3, 100, 0, 16_384, 8_192, Duration.ofMillis(300), Duration.ofMillis(700), 1_000, 10);

    @AfterAll
    static void nothingWasLost() {
        assertThat(LeakWatch.found()).isEmpty();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTurn() {
        try (House house = new House(new TestPath())) {
            String answer = RawClient.exchange(
                    house.port(),
                    "GET /one HTTP/1.1\r\n" + HOST + "\r\n"
                            + "GET /vault HTTP/1.1\r\n" + HOST + "\r\n"
                            + "POST /early HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nabcde"
                            + "POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n"
                            + "4\r\nfour\r\n0\r\n\r\n"
                            + "GET /five HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"
                            + "GET /never HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(answer).containsSubsequence("GET /one", "\"denied\"", "too much", "four", "GET /five");
            assertThat(answer).doesNotContain("/never");
            assertThat(house.seen()).containsExactly("GET /one", "POST /early", "POST /echo", "GET /five");
        }
    }

    @Test
    void hundredsOfPipelinedRequestsArePutOffAndNotBuffered() {
        try (House house = new House(new TestPath());
                RawClient client = new RawClient(house.port())) {
            for (int i = 0; i < 50; i++) {
                client.send(("GET /n" + i + " HTTP/1.1\r\n" + HOST + "\r\n"));
            }
            client.send("GET /last HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

            assertThat(client.readToEnd()).contains("GET /n0", "GET /n49", "GET /last");
        }
    }

    @Test
    void continueIsSaidWhenTheBodyIsWanted() {
        try (House house = new House(new TestPath());
                RawClient client = new RawClient(house.port())) {
            client.send("POST /count HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            client.readUntil("100 Continue\r\n\r\n");
            client.send("abcGET /x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

            assertThat(client.readToEnd()).contains("\r\n\r\n3", "GET /x");
        }
    }

    @Test
    void aBodyOverTheLimitIsCutOffWhereverItsLengthIsSaid() {
        try (House house = new House(new TestPath(), TIGHT)) {
            String declared = RawClient.exchange(
                    house.port(),
                    "POST /count HTTP/1.1\r\n" + HOST + "Content-Length: 1001\r\n\r\n" + "a".repeat(1001));
            assertThat(declared).startsWith("HTTP/1.1 413 ");
            assertThat(house.seen()).isEmpty();

            String chunked = RawClient.exchange(
                    house.port(),
                    "POST /count HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + "3e9\r\n"
                            + "a".repeat(1001) + "\r\n0\r\n\r\n");
            assertThat(chunked).startsWith("HTTP/1.1 413 ");
            assertThat(house.nextEnd().refusal()).isEqualTo(Refusal.BODY_TOO_LARGE);
            assertThat(house.nextEnd().refusal()).isEqualTo(Refusal.BODY_TOO_LARGE);
        }
    }

    @Test
    void anUploadThatIsAbortedIsRecordedOnce() {
        try (House house = new House(new TestPath());
                RawClient client = new RawClient(house.port())) {
            client.send("POST /count HTTP/1.1\r\n" + HOST + "Content-Length: 100\r\n\r\nabc");
            awaitSeen(house, "POST /count");
            client.abort();

            assertThat(house.nextEnd().end()).isEqualTo(End.CLIENT_ABORT);
            assertThat(house.endsLeft()).isZero();
        }
    }

    @Test
    void aHeadThatDripsIsTimedOut() {
        try (House house = new House(new TestPath(), TIGHT)) {
            String answer = RawClient.exchange(house.port(), "GET /a HTTP/1.1\r\nHost: loc");

            assertThat(answer).startsWith("HTTP/1.1 408 ");
            assertThat(house.nextEnd().end()).isEqualTo(End.TIMEOUT);
        }
    }

    @Test
    void aBodyThatStopsComingIsTimedOut() {
        try (House house = new House(new TestPath(), TIGHT)) {
            String answer = RawClient.exchange(
                    house.port(), "POST /count HTTP/1.1\r\n" + HOST + "Content-Length: 100\r\n\r\nabc");

            assertThat(answer).startsWith("HTTP/1.1 408 ");
            assertThat(house.nextEnd().end()).isEqualTo(End.TIMEOUT);
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() {
        try (House house = new House(new TestPath(), TIGHT);
                RawClient client = new RawClient(house.port())) {
            client.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("GET /a");

            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void oneConnectionTooManyOfAnAddressIsClosed() {
        try (House house = new House(new TestPath(), TIGHT);
                RawClient one = new RawClient(house.port());
                RawClient two = new RawClient(house.port());
                RawClient three = new RawClient(house.port())) {
            for (RawClient client : new RawClient[] {one, two, three}) {
                client.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("GET /a");
            }
            try (RawClient four = new RawClient(house.port())) {
                assertThat(four.readToEnd()).isIn("", "!");
            }
            assertThat(house.server().connectionsRefused()).isEqualTo(1);
        }
    }

    @Test
    void aSlowReaderHoldsBackTheBackend() {
        TestPath path = new TestPath();
        try (House house = new House(path, TIGHT);
                RawClient client = new RawClient(house.port())) {
            client.send("GET /flood HTTP/1.1\r\n" + HOST + "\r\n").readUntil("\r\n\r\n");

            Ended ended = house.nextEnd();
            assertThat(ended.end()).isEqualTo(End.TIMEOUT);
            assertThat(ended.errorType()).isEqualTo("client_stalled");
            assertThat(path.flooded.get()).isLessThan(32L * 1024 * 1024);
        }
    }

    @Test
    void aWebSocketIsATunnelThatEndsOnce() {
        try (House house = new House(new TestPath());
                RawClient client = new RawClient(house.port())) {
            client.send("GET /ws HTTP/1.1\r\n" + HOST
                    + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101 ").contains("x-request-id: ");

            client.send(new byte[] {(byte) 0x82, (byte) 0x83, 0, 0, 0, 0, 'a', 'b', 'c'});
            assertThat(new String(client.read(5), StandardCharsets.ISO_8859_1)).endsWith("abc");
            client.abort();

            Ended ended = house.nextEnd();
            assertThat(ended.status()).isEqualTo(101);
            assertThat(ended.requestBytes()).isEqualTo(3);
            assertThat(house.endsLeft()).isZero();
        }
    }

    @Test
    void theGraftAddsTheseHandlersBehindTheWalkAndNoSecondCodec() {
        try (House house = new House(new TestPath())) {
            String answer =
                    RawClient.exchange(house.port(), "GET /names HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

            assertThat(answer)
                    .endsWith("HttpServerCodec#0 WalkHandler#0 reactor.left.httpTrafficHandler"
                            + " reactor.right.reactiveBridge DefaultChannelPipeline$TailContext#0");
        }
    }

    @Test
    void aSwitchThatNobodyAskedForIsNoTunnel() {
        try (House house = new House(new TestPath())) {
            String answer = RawClient.exchange(
                    house.port(), "GET /switch HTTP/1.1\r\n" + HOST + "\r\nGET /smuggled HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(answer).startsWith("HTTP/1.1 502 ").doesNotContain("smuggled");
            assertThat(house.nextEnd().status()).isEqualTo(502);
        }
    }

    @Test
    void aConnectionThatWasAnsweredEarlyIsNotKeptForABodyThatDoesNotCome() {
        try (House house = new House(new TestPath(), TIGHT);
                RawClient client = new RawClient(house.port())) {
            client.send("POST /nowhere HTTP/1.1\r\n" + HOST + "Content-Length: 100\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 404 ");
            assertThat(house.nextEnd().status()).isEqualTo(404);
        }
    }

    @Test
    void aDrainClosesTheIdleAndCutsWhatDoesNotFinish() {
        try (House house = new House(new TestPath());
                RawClient idle = new RawClient(house.port());
                RawClient busy = new RawClient(house.port())) {
            idle.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("GET /a");
            house.nextEnd();
            busy.send("GET /hang HTTP/1.1\r\n" + HOST + "\r\n");
            awaitSeen(house, "GET /hang");

            CompletableFuture<DrainReport> drain =
                    house.server().drain(Duration.ofMillis(500)).toCompletableFuture();

            assertThat(idle.readToEnd()).isEmpty();
            assertThat(drain.join().inFlight()).isEqualTo(1);
            assertThat(drain.join().cut()).isEqualTo(1);
            assertThat(house.nextEnd().errorType()).isEqualTo("drain_deadline");
        }
    }

    @Test
    void aRequestInFlightFinishesDuringADrain() {
        try (House house = new House(new TestPath());
                RawClient client = new RawClient(house.port())) {
            client.send("POST /count HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\na");
            awaitSeen(house, "POST /count");

            CompletableFuture<DrainReport> drain =
                    house.server().drain(Duration.ofSeconds(10)).toCompletableFuture();
            client.send("bc");

            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("connection: close")
                    .endsWith("3");
            assertThat(drain.join().isComplete()).isTrue();
        }
    }

    private static void awaitSeen(House house, String line) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!house.seen().contains(line)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the filter path did not see " + line);
            }
            Thread.onSpinWait();
        }
    }
}
