package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.AccessRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says to a call of which not everything is known: the answer, where it is the same whatever the
 * rest was, or else what it hinges on, as in "header `x-tenant`" or "the path within `/ledger/**`".
 *
 * <p>Where the answer may be yes or no, {@code allowed} and {@code denied} show such a call each. They are
 * empty where everything was known, and where the search was given up.
 */
public record Outlook(
        Answer answer, List<String> hingesOn, Optional<AccessRequest> allowed, Optional<AccessRequest> denied) {

    /** What can be said of the policy's answer. */
    public enum Answer {
        ALLOWED,
        DENIED,
        UNDECIDED
    }

    public Outlook {
        hingesOn = List.copyOf(hingesOn);
    }

    static Outlook certain(boolean isAllowed) {
        return new Outlook(isAllowed ? Answer.ALLOWED : Answer.DENIED, List.of(), Optional.empty(), Optional.empty());
    }

    /** The same outlook on a call at another moment of the same stretch of time. */
    Outlook at(Instant moment) {
        return new Outlook(
                answer,
                hingesOn,
                allowed.map(request -> at(request, moment)),
                denied.map(request -> at(request, moment)));
    }

    private static AccessRequest at(AccessRequest request, Instant moment) {
        return new AccessRequest(
                request.caller(),
                request.label(),
                request.service(),
                request.method(),
                request.path(),
                request.attributes(),
                moment);
    }
}
