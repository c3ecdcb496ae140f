package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.UpstreamFailure;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a backend says to one request, part by part, until it is a whole response or none.
 *
 * <p>Interim responses are dropped: Spring's form has no place for them.
 */
final class IncomingResponse {
    private static final int MAX_INTERIM = 20;
    private static final UpstreamFailure UNASKED_UPGRADE =
            new UpstreamFailure(Refusal.UPSTREAM_FAILED, "unasked_upgrade");

    private final Exchange exchange;
    private final UpstreamRequest request;
    private final ResponseBody body;

    private @Nullable ResponseHead head;
    private boolean hasBegun;
    private boolean swallowing;
    private boolean isComplete;
    private boolean isInDoubt;
    private int interims;

    IncomingResponse(Exchange exchange, UpstreamRequest request, ResponseBody body) {
        this.exchange = exchange;
        this.request = request;
        this.body = body;
    }

    /** Takes what was read, to release it; says what is wrong with it, if anything is. */
    @Nullable
    UpstreamFailure take(Object message, boolean isEndProven) {
        UpstreamFailure failure = null;
        if (message instanceof HttpResponse response) {
            failure = head(response);
        }
        if (failure != null || !(message instanceof HttpContent part)) {
            ReferenceCountUtil.release(message);
            return failure != null || message instanceof HttpResponse ? failure : UpstreamFailure.PROTOCOL;
        }
        return part(part, isEndProven);
    }

    private @Nullable UpstreamFailure head(HttpResponse response) {
        int status = response.status().code();
        hasBegun = true;
        if (isComplete) {
            // A second answer to one question; nothing of it is believed.
            isInDoubt = true;
            return null;
        }
        if (response.decoderResult().isFailure() || !ResponseHead.isStatus(status)) {
            return UpstreamFailure.PROTOCOL;
        }
        if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            return UNASKED_UPGRADE;
        }
        if (status < HttpResponseStatus.OK.code()) {
            swallowing = true;
            return ++interims > MAX_INTERIM ? UpstreamFailure.PROTOCOL : null;
        }
        exchange.firstByte();
        head = new ResponseHead(response, request.isHead());
        return null;
    }

    private @Nullable UpstreamFailure part(HttpContent part, boolean isEndProven) {
        LastHttpContent last = part instanceof LastHttpContent end ? end : null;
        ResponseHead known = head;
        if (swallowing || isComplete || known == null) {
            part.release();
            swallowing = swallowing && last == null;
            return null;
        }
        // A message that ends with its connection may have lost its end on the way.
        boolean isCutOff = last != null && known.endsWithConnection() && !isEndProven;
        if (part.decoderResult().isFailure() || isCutOff) {
            part.release();
            return UpstreamFailure.PROTOCOL;
        }
        if (last != null) {
            isComplete = true;
            body.trailers(last.trailingHeaders());
        }
        body.add(part.content());
        return null;
    }

    /** The head of the final response, once it is here. */
    @Nullable
    ResponseHead head() {
        return head;
    }

    /** Whether the backend has said anything at all. */
    boolean hasBegun() {
        return hasBegun;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** Whether somebody waits for more of the body. */
    boolean isWanted() {
        return !isComplete && body.isWanted();
    }

    /** Whether the connection may carry another request after it. */
    boolean leavesOpen() {
        ResponseHead known = head;
        return known != null && known.leavesOpen() && !isInDoubt;
    }
}
