package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.HeaderScrubber;
import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.identity.Caller;
import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/** The last step: the request as the backend shall see it. */
final class Forwarded {
    private Forwarded() {}

    /** Writes the canonical target and what only the gateway may say; refuses an upgrade that hides a body. */
    static Walked rewrite(HttpRequest request, Route route, RequestHead head, Origin origin, Exchange exchange) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.UPGRADE)) {
            if (!route.webSocket()) {
                headers.remove(HttpHeaderNames.UPGRADE).remove(HttpHeaderNames.CONNECTION);
            } else if (hasBody(request)) {
                // After the switch, bytes of the body would be read as the other protocol's.
                return new Walked.Refused(Refusal.FRAMING_INVALID, "upgrade with a body");
            }
        }
        request.setUri(head.uri());
        headers.set(HttpHeaderNames.HOST, head.authority());
        HeaderScrubber.write(headers, origin, head);
        TraceHeaders.write(headers, exchange.traceId(), exchange.upstreamSpanId());
        Caller caller = exchange.caller();
        Snapshot snapshot = exchange.snapshot();
        if (!route.service().isEmpty() && caller != null && snapshot != null) {
            // So that a service which calls on behalf of this caller is trusted no further than the caller.
            String context = snapshot.context()
                    .write(exchange.traceId(), caller.identity().name(), caller.label());
            headers.set(ContextHeader.NAME, context);
        }
        return new Walked.Forward(route);
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
    }
}
