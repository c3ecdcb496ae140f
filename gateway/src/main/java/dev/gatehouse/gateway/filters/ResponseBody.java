package dev.gatehouse.gateway.filters;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The body of a backend's response, for one subscriber, which gets the parts by reference and must release them.
 *
 * <p>What is not asked for waits here; when too much does, the backend is not read. Touched on one event loop only.
 */
final class ResponseBody extends Flux<ByteBuf> implements Subscription {
    // A read of the socket brings a few parts; more than this is waited for.
    private static final int MOST_WAITING = 8;

    private final EventLoop loop;
    private final UpstreamCall call;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(4);

    private @Nullable CoreSubscriber<? super ByteBuf> subscriber;
    private @Nullable Throwable failure;
    private HttpHeaders trailers = EmptyHttpHeaders.INSTANCE;
    private long asked;
    private boolean complete;
    private boolean over;
    private boolean emitting;

    ResponseBody(EventLoop loop, UpstreamCall call) {
        this.loop = loop;
        this.call = call;
    }

    // What the call does, on the loop.

    void add(ByteBuf part) {
        if (over || !part.isReadable()) {
            part.release();
            return;
        }
        waiting.add(part);
        emit();
        if (waiting.size() >= MOST_WAITING) {
            call.reading(false);
        }
    }

    void complete() {
        complete = true;
        emit();
    }

    void fail(Throwable error) {
        failure = error;
        emit();
    }

    /** What came behind it. */
    void trailers(HttpHeaders behind) {
        trailers = behind;
    }

    /** Whether somebody waits for more. */
    boolean isWanted() {
        return subscriber != null && asked > 0 && waiting.isEmpty();
    }

    void discard() {
        over = true;
        for (ByteBuf part = waiting.poll(); part != null; part = waiting.poll()) {
            part.release();
        }
    }

    // What the filters do.

    /** Whether it is known that there is none, nor anything behind it. */
    boolean isNone() {
        return loop.inEventLoop() && complete && !over && subscriber == null && waiting.isEmpty() && trailers.isEmpty();
    }

    /** Whether all of it is here, in one piece and so long, and nobody reads it. */
    boolean isWhole(long length) {
        // What stands on the loop is not looked at from elsewhere.
        ByteBuf first = loop.inEventLoop() && complete && !over && subscriber == null ? waiting.peek() : null;
        return first != null && waiting.size() == 1 && first.readableBytes() == length;
    }

    /** The one piece of a body that is whole; it is the caller's then. Null if the call has ended meanwhile. */
    @Nullable
    ByteBuf takeWhole() {
        over = true;
        return waiting.poll();
    }

    /** What came behind it, known when it has ended. */
    HttpHeaders trailers() {
        return trailers;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
        onLoop(() -> attach(actual));
    }

    private void attach(CoreSubscriber<? super ByteBuf> actual) {
        if (subscriber != null || over) {
            Operators.error(actual, new IllegalStateException("a body can be read once"));
            return;
        }
        subscriber = actual;
        actual.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        onLoop(() -> {
            asked = Operators.addCap(asked, count);
            emit();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            if (!over) {
                discard();
                call.abandon();
            }
        });
    }

    private void emit() {
        CoreSubscriber<? super ByteBuf> to = subscriber;
        if (to == null || over || emitting) {
            return;
        }
        emitting = true;
        while (asked > 0 && !over && !waiting.isEmpty()) {
            asked--;
            to.onNext(waiting.remove());
        }
        emitting = false;
        if (over || !waiting.isEmpty()) {
            return;
        }
        Throwable broken = failure;
        if (broken != null) {
            over = true;
            to.onError(broken);
        } else if (complete) {
            over = true;
            to.onComplete();
        } else {
            call.reading(true);
        }
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }
}
