package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Refusal;
import java.util.Locale;

/** How a request ended, as events and metrics name it. */
public enum End {
    /** A whole response reached the client, whatever its status. */
    OK,
    /** The client left before it had the whole response. */
    CLIENT_ABORT,
    /** Somebody took too long. */
    TIMEOUT,
    /** The response broke off on our side or behind us. */
    RESET,
    /** Policy said no. */
    DENIED,
    /** The request itself was not acceptable. */
    REFUSED,
    /** There was no room for it. */
    OVERLOAD,
    /** Something of ours or behind us failed. */
    ERROR;

    /** The word for events: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a request ends that is answered with this refusal. */
    static End of(Refusal refusal) {
        return switch (refusal) {
            case DENIED -> DENIED;
            case REQUEST_TIMEOUT, UPSTREAM_TIMEOUT -> TIMEOUT;
            case RATE_LIMITED, OVERLOADED -> OVERLOAD;
            case UPSTREAM_FAILED, UPSTREAM_UNAVAILABLE, INTERNAL, AUDIT_UNAVAILABLE -> ERROR;
            case MALFORMED_REQUEST,
                    PATH_NOT_CANONICAL,
                    AUTHORITY_INVALID,
                    FRAMING_INVALID,
                    HEADER_INVALID,
                    METHOD_NOT_SUPPORTED,
                    MISDIRECTED,
                    HEADERS_TOO_LARGE,
                    BODY_TOO_LARGE,
                    TOKEN_INVALID,
                    ROUTE_NOT_FOUND -> REFUSED;
        };
    }
}
