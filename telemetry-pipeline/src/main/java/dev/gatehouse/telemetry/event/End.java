package dev.gatehouse.telemetry.event;

/** How a request ended, as it is written in the field {@code end}. */
public enum End {
    /** The answer left in full, whatever its status was. */
    OK("ok", Fault.NONE),
    /** The client went away before the answer was complete. */
    CLIENT_ABORT("client_abort", Fault.NONE),
    /** The gateway turned the request away for its form: framing, path, authority, no route. */
    REFUSED("refused", Fault.NONE),
    /** Nobody could say who the caller is. */
    UNAUTHENTICATED("unauthenticated", Fault.NONE),
    /** The policy said no. */
    DENIED("denied", Fault.NONE),
    /** A rate limit of this caller or route was reached. */
    RATE_LIMITED("rate_limited", Fault.NONE),
    /** The gateway itself had no room for the request. */
    OVERLOAD("overload", Fault.NONE),
    /** The backend could not be reached. */
    CONNECT_FAILED("connect_failed", Fault.TRANSPORT),
    /** The backend did not prove the identity that the route names. */
    BACKEND_UNTRUSTED("backend_untrusted", Fault.TRANSPORT),
    /** The backend broke the connection off. */
    RESET("reset", Fault.TRANSPORT),
    /** A deadline passed. */
    TIMEOUT("timeout", Fault.TIMEOUT),
    /** The gateway failed. */
    ERROR("error", Fault.TRANSPORT);

    /** What kind of failure the golden signals count. */
    public enum Fault {
        NONE,
        TRANSPORT,
        TIMEOUT
    }

    private final String wireName;
    private final Fault fault;

    End(String wireName, Fault fault) {
        this.wireName = wireName;
        this.fault = fault;
    }

    /** The word that readers of the topics see. */
    public String wireName() {
        return wireName;
    }

    /** Whether this end is a failure by itself, apart from the status. */
    public Fault fault() {
        return fault;
    }
}
