package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What a backend and its clients may rely on, by whichever path, in every protocol that the door speaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PathContract {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private House house;

    /** A house with {@link TestPath} behind its door. */
    abstract House newHouse();

    @BeforeAll
    void open() {
        house = newHouse();
    }

    @BeforeEach
    void forget() {
        house.forget();
    }

    @AfterAll
    void close() {
        house.close();
        assertThat(LeakWatch.found()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void getIsAnsweredWithOurIdAndOnlyOurs(Spoken protocol) {
        Answer answer = get(protocol, "/hello?a=b");

        assertThat(answer.body()).isEqualTo("GET /hello?a=b");
        Ended ended = house.nextEnd();
        assertThat(answer.headers().getAll("x-request-id")).containsExactly(ended.traceId());
        assertThat(ended.end()).isEqualTo(End.OK);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.protocol()).isEqualTo(protocol.name);
        assertThat(ended.responseBytes()).isEqualTo(answer.body().length());
    }

    @ParameterizedTest
    @EnumSource
    void headHasNoBody(Spoken protocol) {
        Answer answer = ask(protocol, HttpMethod.HEAD, "/hello", Flux.empty());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(house.nextEnd().responseBytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalToHeadHasNoBody(Spoken protocol) {
        Answer answer = ask(protocol, HttpMethod.HEAD, "/vault", Flux.empty());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(house.nextEnd().end()).isEqualTo(End.DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void tenMegabytesGoUp(Spoken protocol) {
        Answer answer = ask(protocol, HttpMethod.POST, "/count", tenMegabytes());

        assertThat(answer.body()).isEqualTo(Integer.toString(TEN_MEGABYTES));
        assertThat(house.nextEnd().requestBytes()).isEqualTo(TEN_MEGABYTES);
    }

    @ParameterizedTest
    @EnumSource
    void tenMegabytesComeDown(Spoken protocol) {
        Long length = client(protocol)
                .get()
                .uri("/down")
                .responseContent()
                .map(bytes -> (long) bytes.readableBytes())
                .reduce(0L, Long::sum)
                .block(PATIENCE);

        assertThat(length).isEqualTo(TEN_MEGABYTES);
        assertThat(house.nextEnd().responseBytes()).isEqualTo(TEN_MEGABYTES);
    }

    @ParameterizedTest
    @EnumSource
    void tenMegabytesComeBackAsTheyWere(Spoken protocol) {
        Integer hash = client(protocol)
                .post()
                .uri("/echo")
                .send(tenMegabytes().map(Unpooled::wrappedBuffer))
                .responseContent()
                .aggregate()
                .asByteArray()
                .map(Arrays::hashCode)
                .block(PATIENCE);

        byte[] sent = new byte[TEN_MEGABYTES];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i % TestPath.BLOCK);
        }
        assertThat(hash).isEqualTo(Arrays.hashCode(sent));
        house.nextEnd();
    }

    @ParameterizedTest
    @EnumSource
    void anEarlyAnswerLeavesDuringTheUpload(Spoken protocol) {
        Answer answer = ask(protocol, HttpMethod.POST, "/early", tenMegabytes());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(house.nextEnd().end()).isEqualTo(End.OK);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalLeavesDuringTheUpload(Spoken protocol) {
        Answer answer = ask(protocol, HttpMethod.POST, "/vault/upload", tenMegabytes());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(house.nextEnd().refusal()).isEqualTo(Refusal.DENIED);
        assertThat(seen()).doesNotContain("POST /vault/upload");
    }

    @ParameterizedTest
    @EnumSource
    void trailersReachTheClient(Spoken protocol) {
        String sum = client(protocol)
                .get()
                .uri("/trailers")
                .responseSingle((response, body) -> body.then(response.trailerHeaders()))
                .map(trailers -> trailers.get("x-sum", "none"))
                .block(PATIENCE);

        assertThat(sum).isEqualTo("42");
        house.nextEnd();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenResponseIsSeenAsBroken(Spoken protocol) {
        Boolean failed = client(protocol)
                .get()
                .uri("/break")
                .responseContent()
                .then(Mono.just(false))
                .onErrorReturn(true)
                .block(PATIENCE);

        assertThat(failed).isTrue();
        assertThat(house.nextEnd().end()).isEqualTo(End.RESET);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesIsRecorded(Spoken protocol) {
        client(protocol)
                .get()
                .uri("/hang")
                .response()
                .timeout(Duration.ofMillis(300))
                .onErrorComplete()
                .block(PATIENCE);

        assertThat(house.nextEnd().end()).isEqualTo(End.CLIENT_ABORT);
    }

    @ParameterizedTest
    @EnumSource
    void requestsFollowOneAnotherOnOneConnection(Spoken protocol) {
        HttpClient client = client(protocol);
        for (int i = 0; i < 20; i++) {
            String uri = i % 3 == 0 ? "/vault" : "/turn/" + i;
            assertThat(client.get()
                            .uri(uri)
                            .responseSingle((response, bytes) ->
                                    bytes.then(Mono.just(response.status().code())))
                            .block(PATIENCE))
                    .isEqualTo(i % 3 == 0 ? 403 : 200);
            house.nextEnd();
        }
        assertThat(house.endsLeft()).isZero();
    }

    /** The requests that were sent on, as whoever answers saw them. */
    Collection<String> seen() {
        return house.seen();
    }

    private Answer get(Spoken protocol, String uri) {
        return ask(protocol, HttpMethod.GET, uri, Flux.empty());
    }

    private Answer ask(Spoken protocol, HttpMethod method, String uri, Flux<byte[]> body) {
        Answer answer = client(protocol)
                .request(method)
                .uri(uri)
                .send(body.map(Unpooled::wrappedBuffer))
                .responseSingle((response, bytes) -> bytes.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Answer(response.status().code(), response.responseHeaders(), text)))
                .block(PATIENCE);
        if (answer == null) {
            throw new AssertionError("no answer");
        }
        return answer;
    }

    private HttpClient client(Spoken protocol) {
        return protocol.client(house);
    }

    private static Flux<byte[]> tenMegabytes() {
        byte[] block = new byte[TestPath.BLOCK];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) i;
        }
        return Flux.range(0, TestPath.BLOCKS).map(i -> block);
    }

    private record Answer(int status, HttpHeaders headers, String body) {}
}
