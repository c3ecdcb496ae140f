package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import dev.gatehouse.ingress.exchange.Peer;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Walks every request of one HTTP/1.1 connection or one HTTP/2 stream through the door.
 *
 * <p>One request at a time is inside; what the client sends ahead is parked. Nothing reaches the handlers
 * behind this one unless its request was walked and may go on. This class puts what comes in order;
 * {@link RequestHalf} takes it through the door, and {@link Conversation} sees to what goes back.
 */
final class WalkHandler extends ChannelDuplexHandler {
    private final Door door;
    private final Peer peer;
    private final @Nullable HeadClock clock;
    private final ParkedMessages parked = new ParkedMessages();

    // Set when the handler is added, which is before anything else can happen to it.
    @SuppressWarnings("NullAway.Init")
    private Conversation conversation;

    @SuppressWarnings("NullAway.Init") // As above.
    private RequestHalf requests;

    @SuppressWarnings("NullAway.Init") // As above.
    private FastLane lane;

    @SuppressWarnings("NullAway.Init") // As above.
    private ReadGate gate;

    private boolean taking;
    private boolean readBurstOver;
    private boolean readWithheld;
    private boolean readAwaited;

    /** The clock times the heads of an HTTP/1.1 connection; an HTTP/2 stream has none, its head is there. */
    WalkHandler(Door door, Peer peer, @Nullable HeadClock clock) {
        this.door = door;
        this.peer = peer;
        this.clock = clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        conversation = new Conversation(door, peer, ctx, () -> nextTurn(ctx));
        gate = new ReadGate(ctx.channel().config());
        lane = new FastLane(ctx, conversation, gate);
        requests = new RequestHalf(door, peer, ctx, conversation, lane);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readAwaited = false;
        readBurstOver = false;
        Turn turn = conversation.turn();
        if (conversation.farewell().isSaid()) {
            conversation.farewell().discard(ctx, message);
        } else if (conversation.isTunnel() && message instanceof HttpRequest) {
            // The codec is gone from a tunnel; a request here was not walked.
            ReferenceCountUtil.release(message);
            ctx.close();
        } else if (conversation.isTunnel() && turn != null) {
            turn.exchange.addRequestBytes(MessageSize.of(message));
            if (turn.passage != null) {
                turn.passage.bytes(message);
            } else {
                ctx.fireChannelRead(message);
            }
        } else {
            park(message);
            takeParked(ctx);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readBurstOver = true;
        takeParked(ctx);
        lane.flushUpstream();
        ctx.fireChannelReadComplete();
    }

    private void park(Object message) {
        HeadClock heads = clock;
        if (message instanceof HttpRequest && heads != null) {
            heads.headIsComplete();
        }
        if (message instanceof LastHttpContent && heads != null) {
            heads.awaitHead();
        }
        if (message instanceof FullHttpRequest whole) {
            // What comes in one piece is taken apart: the handlers behind wait for a separate end.
            parked.add(Malformed.headOf(whole));
            parked.add(LastHttpContent.EMPTY_LAST_CONTENT);
            whole.release();
        } else {
            parked.add(message);
        }
    }

    private void takeParked(ChannelHandlerContext ctx) {
        if (taking) {
            return;
        }
        taking = true;
        try {
            while (mayTakeNext()) {
                take(ctx, parked.poll());
            }
        } finally {
            taking = false;
        }
        if (conversation.farewell().isSaid()) {
            parked.releaseAll();
        }
        if (readBurstOver) {
            lane.flushUpstream();
        }
        if (parked.isFull()) {
            gate.parkedFull(true);
        } else if (readWithheld) {
            readWithheld = false;
            readOn(ctx);
        }
    }

    private boolean mayTakeNext() {
        Object next = parked.peek();
        if (next == null || conversation.farewell().isSaid()) {
            return false;
        }
        if (!(next instanceof HttpRequest request)) {
            return true;
        }
        return conversation.turn() == null && (parked.size() > 1 || readBurstOver || !isChunked(request));
    }

    /**
     * A chunked head waits for the first piece of its body, if that came with it: a body that is broken
     * from its start is then refused before anybody behind the door has seen the request.
     */
    private boolean isChunked(HttpRequest request) {
        return !peer.http2() && HttpUtil.isTransferEncodingChunked(request);
    }

    private void take(ChannelHandlerContext ctx, @Nullable Object message) {
        if (message instanceof HttpRequest request) {
            requests.head(request, parked.peek());
        } else if (message instanceof HttpContent content && conversation.turn() != null) {
            requests.body(conversation.turn(), content);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void nextTurn(ChannelHandlerContext ctx) {
        if (door.isDraining() && parked.isEmpty()) {
            ctx.close();
            return;
        }
        gate.reopen(parked.isFull());
        takeParked(ctx);
        if (!parked.isFull()) {
            gate.parkedFull(false);
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (parked.isFull()) {
            readWithheld = true;
            return;
        }
        readAwaited = true;
        readOn(ctx);
    }

    private void readOn(ChannelHandlerContext ctx) {
        ctx.read();
        if (peer.http2()) {
            // It may have opened the client's window again, and nobody else sends that word on its way.
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        lane.writabilityChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        conversation.write(message, promise);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        conversation.close(promise);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        Turn turn = conversation.turn();
        if (event == HeadClock.TIME_IS_UP) {
            requests.unreadable(Refusal.REQUEST_TIMEOUT, new TimeoutException("the head took too long"));
        } else if (event == DrainEvent.BEGIN) {
            if (turn == null ? parked.isEmpty() : turn.exchange.isOver()) {
                ctx.close();
            }
        } else if (event == DrainEvent.DEADLINE) {
            if (turn != null) {
                conversation.breakOff(turn, End.RESET, "drain_deadline");
            }
            ctx.close();
        } else if (event instanceof IdleStateEvent) {
            idle(ctx, turn);
        } else {
            if (event instanceof Http2ResetFrame && turn != null) {
                turn.exchange.brokeOff("client_reset");
            } else if (event instanceof SslCloseCompletionEvent && turn != null && !turn.responseEnded) {
                // The handlers behind will close the channel now, but it was the client who left.
                conversation.gone();
            }
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Nothing moved for long: on an unused connection, in a body that does not come, or one not read. */
    private void idle(ChannelHandlerContext ctx, @Nullable Turn turn) {
        if (turn == null || conversation.isTunnel()) {
            ctx.close();
            conversation.gone();
        } else if (turn.exchange.isOver()) {
            // Answered early, and the rest of the request does not come.
            ctx.close();
        } else if (!turn.requestComplete && (readAwaited || turn.ignoresRequest())) {
            conversation.refuse(turn, Refusal.REQUEST_TIMEOUT, "the body stopped coming");
        } else if (turn.responseStarted && conversation.isUnread()) {
            conversation.breakOff(turn, End.TIMEOUT, "client_stalled");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Turn turn = conversation.turn();
        if (turn == null && !conversation.farewell().isSaid() && cause instanceof DecoderException) {
            requests.unreadable(Refusal.MALFORMED_REQUEST, cause);
        } else if (turn != null && cause instanceof Http2Exception) {
            turn.exchange.refuse(Refusal.FRAMING_INVALID, Malformed.reasonOf(cause));
            conversation.breakOff(turn, End.REFUSED, "protocol_error");
        } else {
            if (turn != null) {
                turn.exchange.brokeOff(cause.getClass().getSimpleName());
            }
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation.gone();
        parked.releaseAll();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        conversation.gone();
        parked.releaseAll();
    }
}
