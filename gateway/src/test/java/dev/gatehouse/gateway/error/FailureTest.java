package dev.gatehouse.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Refusal;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;

class FailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), Refusal.UPSTREAM_FAILED, "connection_refused"),
                Arguments.of(new ConnectTimeoutException("slow"), Refusal.UPSTREAM_TIMEOUT, "connect_timeout"),
                Arguments.of(new SslHandshakeTimeoutException("slow"), Refusal.UPSTREAM_TIMEOUT, "handshake_timeout"),
                Arguments.of(new SSLException("no"), Refusal.UPSTREAM_FAILED, "upstream_tls"),
                Arguments.of(new UnknownHostException("who"), Refusal.UPSTREAM_FAILED, "upstream_unknown_host"),
                Arguments.of(new IOException("connection reset"), Refusal.UPSTREAM_FAILED, "upstream_reset"),
                Arguments.of(new TimeoutException("slow"), Refusal.UPSTREAM_TIMEOUT, "response_timeout"),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT),
                        Refusal.UPSTREAM_TIMEOUT,
                        "response_timeout"),
                Arguments.of(new ContentTooLargeException(null), Refusal.BODY_TOO_LARGE, "body_too_large"),
                Arguments.of(new IllegalStateException("ours"), Refusal.INTERNAL, "internal_error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsStatusAndItsWord(Throwable error, Refusal refusal, String errorType) {
        assertThat(Failure.of(error)).isEqualTo(new Failure(refusal, errorType));
        assertThat(Failure.of(new IllegalStateException("wrapped", error))).isEqualTo(new Failure(refusal, errorType));
    }

    @Test
    void causesThatRunInACircleComeToAnEnd() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));

        assertThat(Failure.of(one).refusal()).isEqualTo(Refusal.INTERNAL);
    }
}
