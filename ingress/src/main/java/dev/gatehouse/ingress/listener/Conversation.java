package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.exchange.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the client, turn by turn: the responses from behind the door, and the door's own.
 *
 * <p>Of each turn one response leaves, whole or visibly broken off, and its exchange ends once. Whatever is
 * written from behind the door outside of that is dropped.
 */
final class Conversation {
    private static final long AUDIT_SECONDS = 2;

    private final Door door;
    private final Peer peer;
    private final ChannelHandlerContext ctx;
    private final Runnable nextTurn;
    private final Farewell farewell = new Farewell();

    private @Nullable Turn turn;
    private boolean tunnel;

    Conversation(Door door, Peer peer, ChannelHandlerContext ctx, Runnable nextTurn) {
        this.door = door;
        this.peer = peer;
        this.ctx = ctx;
        this.nextTurn = nextTurn;
    }

    @Nullable
    Turn turn() {
        return turn;
    }

    /** Whether the connection has become a WebSocket. */
    boolean isTunnel() {
        return tunnel;
    }

    Farewell farewell() {
        return farewell;
    }

    /** Whether something was said that the client has not taken yet. */
    boolean isUnread() {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        return !ctx.channel().isWritable() || (waiting != null && waiting.totalPendingWriteBytes() > 0);
    }

    void begin(Turn next) {
        turn = next;
        next.exchange.occupy(ctx.channel());
        door.entered();
    }

    /** Answers in place of the backend; if its answer has begun, breaks that off. */
    void refuse(Turn refused, Refusal refusal, String reason) {
        Exchange exchange = refused.exchange;
        if (exchange.isOver()) {
            return;
        }
        exchange.refuse(refusal, reason);
        if (refused.responseStarted) {
            breakOff(refused, exchange.endWhenAnswered(), refusal.code());
            return;
        }
        boolean interrupts = refused.forwarded && refused.passage == null;
        refused.cancelPassage();
        refused.muted = true;
        refused.responseStarted = true;
        refused.keepsAlive &=
                !interrupts && !refusal.closesConnection() && !refused.isCheaperToClose() && !door.isDraining();
        FullHttpResponse response = door.refusals().response(refusal, refused);
        exchange.status(refusal.status());
        exchange.addResponseBytes(response.content().readableBytes());
        ctx.writeAndFlush(response).addListener(sent -> responseWritten(refused, sent.isSuccess()));
        if (interrupts) {
            ctx.fireExceptionCaught(new InterruptedRequestException(refusal));
        }
    }

    /** Answers a request that the policy denied, once the denial may be told. */
    void deny(Turn denied, String reason) {
        denied.exchange.refuse(Refusal.DENIED, reason);
        denied.exchange.status(Refusal.DENIED.status());
        EventExecutor loop = ctx.executor();
        door.denied(denied.exchange, mayBeTold -> {
            if (loop.inEventLoop()) {
                tell(denied, reason, mayBeTold);
            } else {
                loop.execute(() -> tell(denied, reason, mayBeTold));
            }
        });
        if (!denied.responseStarted) {
            loop.schedule(() -> tell(denied, reason, false), AUDIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void tell(Turn denied, String reason, boolean mayBeTold) {
        if (!denied.responseStarted) {
            if (!mayBeTold) {
                denied.exchange.brokeOff(Refusal.AUDIT_UNAVAILABLE.code());
            }
            refuse(denied, mayBeTold ? Refusal.DENIED : Refusal.AUDIT_UNAVAILABLE, reason);
        }
    }

    /** Takes what the handlers behind the door write. */
    void write(Object message, ChannelPromise promise) {
        Turn current = turn;
        if (current == null || !current.mayAnswer() || farewell.isSaid()) {
            drop(message, promise);
        } else if (tunnel) {
            current.exchange.addResponseBytes(MessageSize.of(message));
            ctx.write(message, promise);
        } else if (message instanceof HttpResponse response) {
            writeHead(current, response, promise);
        } else {
            writePart(current, message, promise);
        }
    }

    private void writeHead(Turn current, HttpResponse response, ChannelPromise promise) {
        if (current.responseStarted) {
            drop(response, promise);
        } else if (ResponseHead.switchesProtocol(response) && !current.asksForUpgrade) {
            // A tunnel that nobody asked for would let requests past the door.
            drop(response, promise);
            refuse(current, Refusal.UPSTREAM_FAILED, "unasked_upgrade");
        } else if (ResponseHead.isInterim(response)) {
            ctx.write(response, promise);
        } else {
            current.responseStarted = true;
            current.exchange.status(response.status().code());
            ResponseHead.identify(response.headers(), current);
            if (ResponseHead.switchesProtocol(response)) {
                tunnel = true;
                ctx.write(response, promise);
                return;
            }
            if (!peer.http2()) {
                current.keepsAlive &= !door.isDraining();
                ResponseHead.settleConnection(response, current);
            }
            writePart(current, response, promise);
        }
    }

    private void writePart(Turn current, Object written, ChannelPromise promise) {
        Object part = current.isHead ? WithoutBody.of(written) : written;
        current.exchange.addResponseBytes(MessageSize.of(part));
        if (part instanceof LastHttpContent) {
            current.responseEnded = true;
            ctx.write(part, promise.unvoid()).addListener(sent -> responseWritten(current, sent.isSuccess()));
        } else if (part instanceof ByteBuf bytes && peer.http2()) {
            ctx.write(new DefaultHttpContent(bytes), promise);
        } else {
            ctx.write(part, promise);
        }
    }

    private void responseWritten(Turn answered, boolean delivered) {
        if (!delivered) {
            breakOff(answered, End.CLIENT_ABORT, "client_gone");
            return;
        }
        answered.responseComplete = true;
        end(answered, answered.exchange.endWhenAnswered());
        if (peer.http2()) {
            if (!answered.requestComplete) {
                // The answer is whole; the client need not send the rest.
                reset(Http2Error.NO_ERROR);
            }
        } else if (answered.keepsAlive) {
            proceedIfDone(answered);
        } else {
            takeLeave(answered);
        }
    }

    /** Closes the connection in the way that lets the client have the response it was sent. */
    void takeLeave(Turn last) {
        if (last.requestComplete) {
            farewell.atOnce(ctx);
        } else if (last.isReadable) {
            farewell.afterTheRequest(ctx);
        } else {
            farewell.inDoubt(ctx);
        }
    }

    /** Lets the next request in, if both halves of this one are through. */
    void proceedIfDone(Turn done) {
        if (!done.isDone() || farewell.isSaid()) {
            return;
        }
        if (done.passage != null) {
            turn = null;
            nextTurn.run();
        } else {
            // Later, so that the handlers behind have seen the end of this response first.
            ctx.executor().execute(() -> {
                turn = null;
                nextTurn.run();
            });
        }
    }

    /** Ends a turn that cannot be finished, so that the client sees an abort and not a whole response. */
    void breakOff(Turn broken, End how, String errorType) {
        broken.exchange.brokeOff(errorType);
        broken.muted = true;
        end(broken, how);
        if (peer.http2()) {
            reset(how == End.CLIENT_ABORT ? Http2Error.CANCEL : Http2Error.INTERNAL_ERROR);
        }
        ctx.close();
    }

    /** The handlers behind the door want the channel closed. */
    void close(ChannelPromise promise) {
        Turn current = turn;
        boolean ownAnswerLeaves = current != null && current.muted && !current.responseComplete;
        if (ctx.channel().isActive() && (farewell.isSaid() || ownAnswerLeaves)) {
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
            return;
        }
        if (current != null && !current.responseComplete) {
            current.exchange.brokeOff(tunnel ? "tunnel_closed" : "response_aborted");
            end(current, tunnel ? End.OK : End.RESET);
            if (peer.http2()) {
                reset(Http2Error.INTERNAL_ERROR);
            }
        }
        ctx.close(promise);
    }

    /** The client is gone; whoever was still talking was cut off. */
    void gone() {
        Turn current = turn;
        if (current != null) {
            if (!tunnel) {
                current.exchange.brokeOff("client_gone");
            }
            end(current, tunnel ? End.OK : End.CLIENT_ABORT);
        }
    }

    private void end(Turn ended, End how) {
        ended.cancelPassage();
        if (ended.exchange.finish(how)) {
            door.left(ended.exchange);
        }
    }

    private void reset(Http2Error error) {
        ctx.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    private static void drop(Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        promise.trySuccess();
    }
}
