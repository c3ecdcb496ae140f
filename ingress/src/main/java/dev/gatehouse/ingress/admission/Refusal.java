package dev.gatehouse.ingress.admission;

/** Why a request gets no answer of the upstream's, in words that a stranger may read. */
public enum Refusal {
    MALFORMED_REQUEST(400, "malformed_request", "The request is malformed", true),
    PATH_NOT_CANONICAL(400, "path_not_canonical", "The path can be read in more than one way", false),
    AUTHORITY_INVALID(400, "authority_invalid", "The request names no valid host", true),
    FRAMING_INVALID(400, "framing_invalid", "The length of the request is in doubt", true),
    HEADER_INVALID(400, "header_invalid", "A header of the request is invalid", true),
    METHOD_NOT_SUPPORTED(501, "method_not_supported", "The method is not supported", true),
    MISDIRECTED(421, "misdirected_request", "This connection does not serve that host", false),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The headers of the request are too large", true),
    BODY_TOO_LARGE(413, "body_too_large", "The body of the request is too large", true),
    REQUEST_TIMEOUT(408, "request_timeout", "The request took too long to arrive", true),
    TOKEN_INVALID(401, "token_invalid", "The token is not valid", false),
    DENIED(403, "denied", "The request is not allowed", false),
    AUDIT_UNAVAILABLE(503, "audit_unavailable", "The gateway cannot write down its decision", false),
    ROUTE_NOT_FOUND(404, "route_not_found", "There is nothing at this address", false),
    RATE_LIMITED(429, "rate_limited", "Too many requests", false),
    OVERLOADED(503, "overloaded", "The gateway is overloaded", false),
    UPSTREAM_FAILED(502, "bad_gateway", "The service behind the gateway failed", false),
    UPSTREAM_UNAVAILABLE(503, "upstream_unavailable", "The service behind the gateway is unavailable", false),
    UPSTREAM_TIMEOUT(504, "upstream_timeout", "The service behind the gateway took too long", false),
    INTERNAL(500, "internal_error", "The gateway failed", false);

    private final int status;
    private final String code;
    private final String title;
    private final boolean closesConnection;

    Refusal(int status, String code, String title, boolean closesConnection) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.closesConnection = closesConnection;
    }

    public int status() {
        return status;
    }

    /** The stable word that clients may depend on. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Whether what follows on an HTTP/1.1 connection can no longer be trusted, or will not be read. */
    public boolean closesConnection() {
        return closesConnection;
    }
}
