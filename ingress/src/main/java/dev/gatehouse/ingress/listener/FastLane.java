package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import dev.gatehouse.ingress.forward.ClientSide;
import dev.gatehouse.ingress.forward.FastRoute;
import dev.gatehouse.ingress.forward.Passage;
import dev.gatehouse.ingress.forward.SentRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The requests of one connection or stream that take the fast path, one after the other. */
final class FastLane implements ClientSide {
    private final ChannelHandlerContext ctx;
    private final Conversation conversation;
    private final ReadGate gate;

    FastLane(ChannelHandlerContext ctx, Conversation conversation, ReadGate gate) {
        this.ctx = ctx;
        this.conversation = conversation;
        this.gate = gate;
    }

    /** Sends a walked request on. */
    void begin(Turn turn, HttpRequest request, FastRoute route) {
        SentRequest sent = new SentRequest(request, turn.declaredLength);
        Passage passage =
                new Passage(turn.exchange, route, sent, this, ctx.channel().eventLoop());
        turn.passage = passage;
        passage.start();
    }

    /** What the socket had was read, so what was written to the upstream leaves. */
    void flushUpstream() {
        Passage passage = passage();
        if (passage != null) {
            passage.flush();
        }
    }

    void writabilityChanged() {
        Passage passage = passage();
        if (passage != null) {
            passage.clientWritable();
        }
    }

    private @Nullable Passage passage() {
        Turn turn = conversation.turn();
        return turn == null ? null : turn.passage;
    }

    @Override
    public void write(Object part) {
        if (ctx.isRemoved()) {
            ReferenceCountUtil.release(part);
        } else {
            conversation.write(part, ctx.voidPromise());
        }
    }

    @Override
    public void flush() {
        ctx.flush();
    }

    @Override
    public boolean isWritable() {
        return ctx.channel().isWritable();
    }

    @Override
    public boolean takesInterim() {
        Turn turn = conversation.turn();
        return turn != null && !turn.isHttp10;
    }

    @Override
    public void reading(boolean on) {
        gate.upstreamFull(!on);
    }

    @Override
    public void refuse(Refusal refusal, String reason) {
        Turn turn = conversation.turn();
        if (turn != null) {
            conversation.refuse(turn, refusal, reason);
        }
    }

    @Override
    public void breakOff(End how, String errorType) {
        Turn turn = conversation.turn();
        if (turn != null) {
            conversation.breakOff(turn, how, errorType);
        }
    }

    @Override
    public void becomeTunnel(HttpResponse response) {
        write(response);
        flush();
        if (ctx.pipeline().get(HttpServerCodec.class) != null) {
            ctx.pipeline().remove(HttpServerCodec.class);
        }
    }

    @Override
    public void closeTunnel() {
        ctx.flush();
        conversation.close(ctx.newPromise());
    }
}
