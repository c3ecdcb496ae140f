package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import dev.gatehouse.ingress.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/** What an exchange said when it ended, copied on its own loop. */
record Ended(
        End end,
        int status,
        String method,
        String protocol,
        @Nullable Refusal refusal,
        String errorType,
        long requestBytes,
        long responseBytes,
        String traceId) {

    static Ended of(Exchange exchange) {
        End end = exchange.end();
        if (end == null) {
            throw new IllegalStateException("told of an exchange that has not ended");
        }
        return new Ended(
                end,
                exchange.status(),
                exchange.method(),
                exchange.protocol(),
                exchange.refusal(),
                exchange.errorType(),
                exchange.requestBytes(),
                exchange.responseBytes(),
                exchange.traceId().dashed());
    }
}
