package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.upstream.UpstreamConnection;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.BaseSubscriber;

/** Sends the body of a request, asking for no more of it than the connection to the backend takes. */
final class RequestBody extends BaseSubscriber<DataBuffer> {
    private static final int AHEAD = 8;

    private final UpstreamConnection connection;
    private final EventLoop loop;
    private final Conversation conversation;

    private int withheld;
    private boolean stopped;

    RequestBody(UpstreamConnection connection, EventLoop loop, Conversation conversation) {
        this.connection = connection;
        this.loop = loop;
        this.conversation = conversation;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(AHEAD);
    }

    @Override
    protected void hookOnNext(DataBuffer part) {
        onLoop(() -> {
            if (stopped) {
                DataBufferUtils.release(part);
                return;
            }
            connection.write(new DefaultHttpContent(NettyDataBufferFactory.toByteBuf(part)));
            connection.flush();
            conversation.moved();
            withheld++;
            resume();
        });
    }

    /** The connection takes more again, or no more. */
    void resume() {
        if (withheld > 0 && connection.isWritable()) {
            int owed = withheld;
            withheld = 0;
            request(owed);
        }
    }

    /** Nobody wants the rest. */
    void stop() {
        stopped = true;
        cancel();
    }

    @Override
    protected void hookOnComplete() {
        onLoop(() -> {
            if (stopped) {
                return;
            }
            connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
            connection.flush();
            conversation.requestSent();
        });
    }

    @Override
    protected void hookOnError(Throwable error) {
        onLoop(() -> {
            if (!stopped) {
                conversation.requestFailed(error);
            }
        });
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }
}
