package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Each way of talking to the kernel that this machine has. */
class TransportsIT {
    private static Stream<Transport> available() {
        return Arrays.stream(Transport.values()).filter(Transport::isAvailable);
    }

    @ParameterizedTest
    @MethodSource("available")
    void carriesARequestToTheBackendAndTheAnswerBack(Transport transport) {
        DisposableServer backend = HttpServer.create()
                .host("localhost")
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("hello")))
                .bindNow();
        try (House house = House.inFrontOf(backend, transport)) {
            String answer = RawClient.exchange(house.port(), "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhello");
        } finally {
            backend.disposeNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isReplacedByOneThatTheMachineHas(Transport wished) {
        Transport taken = wished.orUsual();

        assertThat(taken.isAvailable()).isTrue();
        assertThat(taken).isIn(wished, Transport.usual());
    }

    @Test
    void isKnownByItsWordInAConfiguration() {
        assertThat(Transport.values()).extracting(Transport::word).containsExactly("epoll", "io_uring", "nio");
    }
}
