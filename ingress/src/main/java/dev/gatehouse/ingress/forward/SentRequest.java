package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.Lease;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A walked request as the upstream gets it: HTTP/1.1, without what concerned the client's connection only. */
public final class SentRequest {
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

    private final HttpRequest request;
    private final long declaredLength;
    private final boolean hasBody;
    private final boolean asksForUpgrade;

    private boolean expectsContinue;
    private boolean keepsHost;
    private @Nullable Outgoing outgoing;

    /** The length is what the client said, 0 if it did not say; an upgrade is one that the route allows. */
    public SentRequest(HttpRequest request, long declaredLength) {
        this.request = request;
        this.declaredLength = declaredLength;
        hasBody = declaredLength > 0 || HttpUtil.isTransferEncodingChunked(request);
        asksForUpgrade = request.headers().contains(HttpHeaderNames.UPGRADE);
    }

    /** Changes it as the route says; gives an answer if the upstream need not be asked. */
    @Nullable
    DirectAnswer prepare(Exchange exchange, FastRoute route) {
        if (route.maxBodyBytes() > 0 && declaredLength > route.maxBodyBytes()) {
            return new DirectAnswer.TurnedAway(Refusal.BODY_TOO_LARGE, "content-length is over the route's limit");
        }
        HttpHeaders headers = request.headers();
        if (!asksForUpgrade) {
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        if (HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
            // Such a client does not know what an interim response is.
            headers.remove(HttpHeaderNames.EXPECT);
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        expectsContinue = HttpUtil.is100ContinueExpected(request);
        RequestHead head = exchange.head();
        return route.requestSteps().isEmpty() || head == null ? null : steps(head, route);
    }

    private @Nullable DirectAnswer steps(RequestHead head, FastRoute route) {
        Outgoing changing = new Outgoing(head, request.headers(), route.naming());
        outgoing = changing;
        for (RequestStep step : route.requestSteps()) {
            step.apply(changing);
            if (changing.answer() != null) {
                return changing.answer();
            }
        }
        String query = changing.query();
        request.setUri(query.isEmpty() ? changing.path() : changing.path() + '?' + query);
        keepsHost = changing.keepsHost();
        return null;
    }

    /** Addresses it to the endpoint that was chosen. */
    void sendTo(Lease lease) {
        if (!keepsHost || !request.headers().contains(HttpHeaderNames.HOST)) {
            request.headers().set(HttpHeaderNames.HOST, lease.authority());
        }
    }

    /** What is written: all of it if there is no body to follow. */
    HttpRequest toSend() {
        return hasBody
                ? request
                : new DefaultFullHttpRequest(
                        request.protocolVersion(),
                        request.method(),
                        request.uri(),
                        Unpooled.EMPTY_BUFFER,
                        request.headers(),
                        EmptyHttpHeaders.INSTANCE);
    }

    Map<String, String> variables(RequestHead head, FastRoute route) {
        Outgoing changed = outgoing;
        return changed == null ? route.naming().apply(head) : changed.variables();
    }

    boolean hasBody() {
        return hasBody;
    }

    boolean isHead() {
        return HttpMethod.HEAD.equals(request.method());
    }

    boolean isIdempotent() {
        return IDEMPOTENT.contains(request.method());
    }

    String method() {
        return request.method().name();
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    boolean asksForUpgrade() {
        return asksForUpgrade;
    }
}
