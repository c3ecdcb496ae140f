package dev.gatehouse.gateway.demo;

/**
 * What came of a call.
 *
 * @param status the HTTP status, 0 if there was none
 * @param traceId what {@code X-Request-Id} said, empty if nothing
 * @param body the body as text
 * @param shown what the table says was seen
 */
record Answer(int status, String traceId, String body, String shown) {
    private static final String REFUSED_IN_HANDSHAKE = "handshake refused";

    static Answer of(int status, String traceId, String body) {
        return new Answer(status, traceId, body, Integer.toString(status));
    }

    static Answer refusedInHandshake() {
        return none(REFUSED_IN_HANDSHAKE);
    }

    static Answer none(String what) {
        return new Answer(0, "", "", what);
    }

    boolean isRefusedInHandshake() {
        return shown.equals(REFUSED_IN_HANDSHAKE);
    }
}
