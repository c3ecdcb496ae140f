package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.telemetry.event.End;
import org.jspecify.annotations.Nullable;

/** How an exchange ended, in the words of the event. */
final class Endings {
    private Endings() {}

    static End of(Exchange exchange) {
        dev.gatehouse.ingress.exchange.End end = exchange.end();
        if (end == null) {
            return End.ERROR;
        }
        return switch (end) {
            case OK -> End.OK;
            case CLIENT_ABORT -> End.CLIENT_ABORT;
            case TIMEOUT -> End.TIMEOUT;
            case RESET -> End.RESET;
            case DENIED -> End.DENIED;
            case REFUSED -> exchange.refusal() == Refusal.TOKEN_INVALID ? End.UNAUTHENTICATED : End.REFUSED;
            case OVERLOAD -> exchange.refusal() == Refusal.RATE_LIMITED ? End.RATE_LIMITED : End.OVERLOAD;
            case ERROR -> ofError(exchange.errorType());
        };
    }

    private static End ofError(String errorType) {
        return switch (errorType) {
            case "upstream_identity" -> End.BACKEND_UNTRUSTED;
            case "connection_refused", "upstream_tls", "upstream_unknown_host" -> End.CONNECT_FAILED;
            case "upstream_reset" -> End.RESET;
            default -> End.ERROR;
        };
    }

    /** The word for what went wrong: what broke off, or else the code of the refusal. */
    static @Nullable String errorType(Exchange exchange) {
        if (!exchange.errorType().isEmpty()) {
            return exchange.errorType();
        }
        Refusal refusal = exchange.refusal();
        return refusal == null ? null : refusal.code();
    }
}
