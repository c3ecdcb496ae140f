package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.ConnectionTaker;
import dev.gatehouse.ingress.upstream.Lease;
import dev.gatehouse.ingress.upstream.UpstreamConnection;
import dev.gatehouse.ingress.upstream.UpstreamFailure;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * One request to a backend over the connections that the fast path uses too: completes when the head of the response
 * stands in Spring's, and holds the body until somebody reads it.
 *
 * <p>Everything happens on the event loop of the client, wherever a filter calls from. A call is asked for once; when
 * its exchange is over it lets go of whatever it still has.
 */
final class UpstreamCall extends Mono<Void> implements ConnectionTaker, Subscription {
    private static final String ATTRIBUTE = UpstreamCall.class.getName();

    private final ServerWebExchange web;
    private final Exchange exchange;
    private final EventLoop loop;
    private final Lease lease;
    private final CallTimes times;
    private final UpstreamRequest request;
    private final ResponseBody body;

    private @Nullable CoreSubscriber<? super Void> subscriber;
    private @Nullable Conversation conversation;
    private @Nullable ResponseHead shown;
    private boolean repeated;
    private boolean over;

    UpstreamCall(ServerWebExchange web, Exchange exchange, EventLoop loop, Lease lease, CallTimes times) {
        this.web = web;
        this.exchange = exchange;
        this.loop = loop;
        this.lease = lease;
        this.times = times;
        request = UpstreamRequest.of(web, lease.authority());
        body = new ResponseBody(loop, this);
        web.getAttributes().put(ATTRIBUTE, this);
    }

    /** The last call of an exchange, if there was one. */
    static @Nullable UpstreamCall of(ServerWebExchange web) {
        return web.getAttribute(ATTRIBUTE);
    }

    /** Whether there is a response to write; a filter may have answered for a call that failed. */
    boolean hasResponse() {
        return shown != null;
    }

    ResponseBody body() {
        return body;
    }

    boolean isToHead() {
        return request.isHead();
    }

    // What the filters do.

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        subscriber = actual;
        actual.onSubscribe(this);
        onLoop(this::call);
    }

    @Override
    public void request(long count) {
        Operators.validate(count);
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            // Reactor may cancel what has completed; the body is still to be read then.
            if (shown == null) {
                endOnLoop();
            }
        });
    }

    /** The exchange is tried anew: nothing of this call shall be seen. */
    void takeBack() {
        ResponseHead known = shown;
        if (known != null) {
            known.hideFrom(web.getResponse());
        }
        end();
    }

    /** The exchange is over: what is left of this call is let go. */
    void end() {
        onLoop(this::endOnLoop);
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }

    private void endOnLoop() {
        abandon();
        body.discard();
    }

    private void call() {
        if (!over) {
            exchange.attempt();
            FilterRoute.snapshot(exchange).clients().pools().take(loop, lease, times.connectMillis(), this);
        }
    }

    // What the pool does.

    @Override
    public void taken(UpstreamConnection given, long waitedNanos, long openedNanos) {
        exchange.queued(waitedNanos);
        exchange.connected(openedNanos);
        if (!lease.proof().isEmpty()) {
            // The handshake only succeeds with this very identity.
            exchange.upstreamProved(lease.proof());
        }
        Conversation begun = new Conversation(this, given, request, new IncomingResponse(exchange, request, body));
        conversation = begun;
        begun.begin(loop, times, openedNanos == 0);
    }

    @Override
    public void refused(UpstreamFailure failure) {
        fail(failure);
    }

    @Override
    public boolean isGone() {
        return over;
    }

    // What the conversation does.

    /** A read has brought this head, or more behind it. */
    void responded(ResponseHead head, boolean isComplete) {
        boolean isNews = shown == null;
        shown = head;
        if (isComplete) {
            over = true;
            conversation = null;
            body.complete();
        }
        if (isNews) {
            show(head);
        }
    }

    private void show(ResponseHead head) {
        CoreSubscriber<? super Void> actual = subscriber;
        if (actual == null) {
            return;
        }
        try {
            head.showIn(web.getResponse());
        } catch (RuntimeException e) {
            endOnLoop();
            actual.onError(e);
            return;
        }
        actual.onComplete();
    }

    /**
     * The backend closed a kept connection just when the request was on its way (RFC 9112, 9.3.1), or says itself that it
     * did nothing (RFC 9113, 8.7).
     */
    void wasNotServed(UpstreamFailure failure) {
        conversation = null;
        if (repeated) {
            fail(failure);
        } else {
            repeated = true;
            call();
        }
    }

    void fail(UpstreamFailure failure) {
        fail(new UpstreamCallException(failure));
    }

    void fail(Throwable error) {
        if (over) {
            return;
        }
        abandon();
        CoreSubscriber<? super Void> actual = subscriber;
        if (shown != null) {
            body.fail(error);
        } else if (actual != null) {
            body.discard();
            actual.onError(error);
        }
    }

    // What the body of the response does.

    void reading(boolean on) {
        Conversation current = conversation;
        if (current != null) {
            current.reading(on);
        }
    }

    /** Gives up the connection, with whatever was half said on it. */
    void abandon() {
        over = true;
        Conversation current = conversation;
        conversation = null;
        if (current != null) {
            current.breakOff();
        }
    }
}
