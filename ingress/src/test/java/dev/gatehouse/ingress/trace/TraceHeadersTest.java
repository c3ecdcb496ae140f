package dev.gatehouse.ingress.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final CallersTrace THEIRS = new CallersTrace(TRACE, 0x00f067aa0ba902b7L);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent",
                "Traceparent",
                "TRACEPARENT",
                "tracestate",
                "baggage",
                "b3",
                "B3",
                "X-B3-TraceId",
                "x-b3-sampled",
                "X_B3_TraceId",
                "X-Request-Id",
                "x_request_id",
                "X-Request_Id",
                "x-correlation-id",
                "uber-trace-id"
            })
    void everySpellingOfATraceHeaderIsRemoved(String name) {
        HttpHeaders headers =
                new DefaultHttpHeaders().add(name, "forged").add(name, "again").add("Accept", "*/*");

        TraceHeaders.strip(headers);

        assertThat(headers.names()).containsExactly("Accept");
    }

    @Test
    void otherHeadersStay() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("x", "1")
                .add("b", "1")
                .add("x-b4", "1")
                .add("te", "1")
                .add("upgrade", "1");

        TraceHeaders.strip(headers);

        assertThat(headers.size()).isEqualTo(5);
    }

    @Test
    void theCallersTraceIdIsHandedBack() {
        assertThat(TraceHeaders.strip(with(PARENT))).isEqualTo(THEIRS);
        assertThat(TraceHeaders.strip(with("cc-" + TRACE + "-00f067aa0ba902b7-01-more")))
                .isEqualTo(THEIRS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more",
                "cc-" + TRACE + "-00f067aa0ba902b7-01more",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00_" + TRACE + "_00f067aa0ba902b7_01",
                "00-" + TRACE + "-00f067aa0ba902b7-0g"
            })
    void aBrokenTraceparentSaysNothing(String parent) {
        assertThat(TraceHeaders.strip(with(parent))).isNull();
    }

    @Test
    void twoTraceparentsSayNothing() {
        assertThat(TraceHeaders.strip(with(PARENT).add("traceparent", PARENT))).isNull();
    }

    @Test
    void oursAreWrittenInBothForms() {
        HttpHeaders headers = new DefaultHttpHeaders().add("X-Request-Id", "theirs");
        TraceId id = TraceId.from(TRACE).orElseThrow();

        TraceHeaders.write(headers, id, 0x1fL);

        assertThat(headers.getAll("x-request-id")).containsExactly("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");
        assertThat(headers.getAll("traceparent")).containsExactly("00-" + TRACE + "-000000000000001f-03");
    }

    private static HttpHeaders with(String parent) {
        return new DefaultHttpHeaders().add("traceparent", parent);
    }
}
