package dev.gatehouse.gateway.explain;

import dev.gatehouse.ingress.admission.CanonResult;
import dev.gatehouse.ingress.admission.CanonicalRequest;
import dev.gatehouse.ingress.admission.HeaderScrubber;
import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.admission.RawRequest;
import dev.gatehouse.ingress.admission.RefusedRequest;
import dev.gatehouse.ingress.admission.RequestCanon;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.trace.TraceHeaders;
import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question as the door reads it: in its canonical form, without what its sender may not say; or the refusal.
 *
 * <p>{@code stripped} are the headers that the door takes off. The draw is 0, so that of several routes with
 * weights always the first is taken.
 */
record Arrival(Optional<RequestHead> head, Optional<RefusedRequest> refused, Set<String> stripped) {
    private static final RequestCanon CANON = new RequestCanon(false);
    private static final String SCHEME = "https";

    static Arrival of(Question question, TrustedProxies proxies) {
        // A header that cannot be written on the wire is a refusal of the canon, not an exception here.
        HttpHeaders headers = new DefaultHttpHeaders(false);
        question.headers().forEach((name, values) -> headers.add(name, values));
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(HttpHeaderNames.HOST, question.host());
        }
        String target =
                question.unrecorded().standIn().map(CanonicalPath::value).orElse(question.target());
        RawRequest raw = new RawRequest(question.method(), target, RawRequest.Protocol.HTTP_1_1, headers, SCHEME, "");
        CanonResult read = CANON.read(raw);
        if (!(read instanceof CanonicalRequest canonical)) {
            return new Arrival(Optional.empty(), Optional.of((RefusedRequest) read), Set.of());
        }
        Set<String> before = names(headers);
        TraceHeaders.strip(headers);
        InetAddress peer = question.client().orElseGet(InetAddress::getLoopbackAddress);
        Origin origin = HeaderScrubber.strip(headers, Origin.direct(peer, SCHEME), proxies);
        before.removeAll(names(headers));
        RequestHead head =
                canonical.head(headers, origin.clientAddress(), question.at().toEpochMilli(), 0);
        return new Arrival(Optional.of(head), Optional.empty(), before);
    }

    private static Set<String> names(HttpHeaders headers) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers.names());
        return names;
    }
}
