package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.upstream.ConnectionReader;
import dev.gatehouse.ingress.upstream.UpstreamConnection;
import dev.gatehouse.ingress.upstream.UpstreamFailure;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response over one connection to a backend.
 *
 * <p>The head is told at the end of the read that brought it, because then it is known whether the body came with it.
 * The connection is given back when both messages are complete, and closed when either is not wanted any more.
 */
final class Conversation implements ConnectionReader {
    private final UpstreamCall call;
    private final UpstreamConnection connection;
    private final UpstreamRequest request;
    private final IncomingResponse response;

    private @Nullable RequestBody sending;
    private boolean requestSent;
    private boolean wasKept;
    private long movedAtNanos;

    Conversation(UpstreamCall call, UpstreamConnection connection, UpstreamRequest request, IncomingResponse response) {
        this.call = call;
        this.connection = connection;
        this.request = request;
        this.response = response;
    }

    /** Sends the request over a connection that was opened for it, or kept since an earlier one. */
    void begin(EventLoop loop, CallTimes times, boolean isKept) {
        wasKept = isKept;
        connection.lendTo(this);
        moved();
        if (times.hasResponseTimeout()) {
            connection.expectWithin(times.responseNanos());
        }
        connection.write(request.head());
        if (request.hasBody()) {
            RequestBody parts = new RequestBody(connection, loop, this);
            sending = parts;
            request.body().subscribe(parts);
        } else {
            requestSent = true;
        }
        connection.flush();
    }

    /** Ends it, whatever is half said. */
    void breakOff() {
        stopSending();
        connection.close();
    }

    private void stopSending() {
        RequestBody parts = sending;
        sending = null;
        if (parts != null && !requestSent) {
            parts.stop();
        }
    }

    /** Stops or goes on reading from the backend. */
    void reading(boolean on) {
        if (on) {
            // What was not read could not come: the backend has its time from now on.
            moved();
        }
        connection.reading(on);
    }

    // What the request's body does.

    void moved() {
        movedAtNanos = System.nanoTime();
    }

    void requestSent() {
        requestSent = true;
        moved();
    }

    void requestFailed(Throwable error) {
        call.fail(error);
    }

    // What the backend does.

    @Override
    public void read(Object message) {
        UpstreamFailure failure = response.take(message, connection.isEndProven());
        if (failure != null) {
            call.fail(failure);
        }
    }

    @Override
    public void readComplete() {
        moved();
        ResponseHead head = response.head();
        if (head == null) {
            return;
        }
        boolean isComplete = response.isComplete();
        if (isComplete) {
            stopSending();
            connection.giveBack(requestSent && response.leavesOpen());
        }
        call.responded(head, isComplete);
    }

    @Override
    public void writabilityChanged() {
        RequestBody parts = sending;
        if (parts != null) {
            moved();
            parts.resume();
        }
    }

    @Override
    public void gone(UpstreamFailure failure) {
        stopSending();
        boolean wasTooLate =
                wasKept && !response.hasBegun() && request.isIdempotent() && failure.equals(UpstreamFailure.RESET);
        if (!request.hasBody() && (wasTooLate || failure.equals(UpstreamFailure.NOT_SERVED))) {
            call.wasNotServed(failure);
        } else {
            call.fail(failure);
        }
    }

    @Override
    public long waitingSince() {
        boolean backendsTurn = response.head() == null ? requestSent || !connection.isWritable() : response.isWanted();
        return backendsTurn ? movedAtNanos : NOT_WAITING;
    }

    @Override
    public void timedOut() {
        call.fail(UpstreamFailure.TIMEOUT);
    }
}
