package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestCanon;
import dev.gatehouse.ingress.exchange.Peer;
import dev.gatehouse.ingress.exchange.Walked;
import dev.gatehouse.ingress.forward.FastRoute;
import dev.gatehouse.ingress.forward.Graft;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** Takes the requests of a conversation through the door, head and body, or has them refused. */
final class RequestHalf {
    private final Door door;
    private final Peer peer;
    private final ChannelHandlerContext ctx;
    private final Conversation conversation;
    private final FastLane lane;

    RequestHalf(Door door, Peer peer, ChannelHandlerContext ctx, Conversation conversation, FastLane lane) {
        this.door = door;
        this.peer = peer;
        this.ctx = ctx;
        this.conversation = conversation;
        this.lane = lane;
    }

    /** Walks a request; what has already come of its body tells whether the body can be read at all. */
    void head(HttpRequest request, @Nullable Object next) {
        Turn turn = new Turn(door.walk().begin(request, peer), request);
        conversation.begin(turn);
        Throwable failure = Malformed.failureOf(request, next);
        if (failure != null) {
            turn.isReadable = false;
            conversation.refuse(turn, Malformed.refusalOf(failure), Malformed.reasonOf(failure));
            return;
        }
        Walked walked = door.walk().walk(request, peer, turn.exchange);
        if (walked instanceof Walked.Refused refused) {
            if (refused.refusal() == Refusal.DENIED) {
                conversation.deny(turn, refused.reason());
            } else {
                conversation.refuse(turn, refused.refusal(), refused.reason());
            }
            return;
        }
        if (door.limits().maxBodyBytes() > 0
                && turn.declaredLength > door.limits().maxBodyBytes()) {
            conversation.refuse(turn, Refusal.BODY_TOO_LARGE, "content-length is over the limit");
            return;
        }
        turn.forwarded = true;
        turn.asksForUpgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
        turn.maxBodyBytes = door.limits().maxBodyBytes();
        if (walked instanceof Walked.Forward forward && forward.route().forwarding() instanceof FastRoute fast) {
            turn.maxBodyBytes = fast.maxBodyBytesWithin(turn.maxBodyBytes);
            lane.begin(turn, request, fast);
        } else {
            toFilterPath(request);
        }
    }

    private void toFilterPath(HttpRequest request) {
        if (!Graft.isIn(ctx.channel())) {
            door.graft().to(ctx.channel(), peer.http2() && peer.isSecure());
        }
        ctx.fireChannelRead(request);
    }

    /** Takes a piece of the body of this turn's request. */
    void body(Turn turn, HttpContent content) {
        int size = content.content().readableBytes();
        turn.exchange.addRequestBytes(size);
        boolean last = content instanceof LastHttpContent;
        Throwable failure = content.decoderResult().cause();
        if (failure != null) {
            content.release();
            turn.isReadable = false;
            if (turn.exchange.isOver()) {
                // Answered before; where the next request would begin is in doubt.
                ctx.close();
                return;
            }
            conversation.refuse(turn, Refusal.FRAMING_INVALID, Malformed.reasonOf(failure));
            return;
        }
        turn.requestComplete |= last;
        if (turn.ignoresRequest()) {
            content.release();
            turn.discarded += size;
            if (turn.discarded > Turn.MAX_DISCARDED && !peer.http2()) {
                conversation.takeLeave(turn);
                return;
            }
        } else if (turn.isTooLong()) {
            content.release();
            conversation.refuse(turn, Refusal.BODY_TOO_LARGE, "body is over the limit");
        } else if (content instanceof LastHttpContent end && !RequestCanon.mayTrail(end.trailingHeaders())) {
            content.release();
            conversation.refuse(turn, Refusal.HEADER_INVALID, "trailer is not allowed");
        } else if (turn.passage != null) {
            turn.passage.content(content);
        } else {
            ctx.fireChannelRead(content);
        }
        if (last) {
            conversation.proceedIfDone(turn);
        }
    }

    /** Answers a request of which nothing could be read. */
    void unreadable(Refusal refusal, Throwable failure) {
        if (conversation.turn() == null && ctx.channel().isActive()) {
            HttpRequest request = Malformed.unreadable(failure);
            Turn turn = new Turn(door.walk().begin(request, peer), request);
            conversation.begin(turn);
            conversation.refuse(turn, refusal, Malformed.reasonOf(failure));
        }
    }
}
