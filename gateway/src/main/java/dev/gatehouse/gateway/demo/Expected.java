package dev.gatehouse.gateway.demo;

/**
 * What has to come of a call.
 *
 * @param status the HTTP status; 0 for a handshake that is refused
 * @param service the backend that must have answered, empty for none
 * @param isDecision whether a record of the decision has to exist beside the request's
 * @param eventText what the events have to mention, empty for nothing in particular
 */
record Expected(int status, String service, boolean isDecision, String eventText) {

    static Expected refusedInHandshake() {
        return new Expected(0, "", false, "");
    }

    static Expected answeredBy(String service, int status) {
        return new Expected(status, service, false, "\"dst_identity\":\"" + service + "\"");
    }

    static Expected denied(String because) {
        return new Expected(403, "", true, because);
    }

    /** Denied by a ruleset in audit mode: answered all the same, and written down as a denial. */
    static Expected audited(String service) {
        return new Expected(200, service, true, "\"denied\":true,\"enforced\":false");
    }

    /** A refusal or failure that is not the policy's. */
    static Expected refused(int status, String because) {
        return new Expected(status, "", false, because);
    }

    String shown() {
        if (status == 0) {
            return Answer.refusedInHandshake().shown();
        }
        return service.isEmpty() ? Integer.toString(status) : status + " " + service;
    }

    boolean isMetBy(Answer answer) {
        if (status == 0) {
            return answer.isRefusedInHandshake();
        }
        boolean isAnsweredByRightOne = service.isEmpty()
                ? !answer.body().contains("\"service\"")
                : answer.body().contains("\"service\":\"" + service + "\"");
        return answer.status() == status
                && isAnsweredByRightOne
                && !answer.traceId().isEmpty();
    }

    /** Nobody can write an event about a request that never was one. */
    boolean isRecorded() {
        return status != 0;
    }
}
