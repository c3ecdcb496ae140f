package dev.gatehouse.ingress.admission;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the headers are written as the grammar demands, and none of them takes another one away. */
final class HeaderRules {
    private static final List<AsciiString> ONLY_ONCE = List.of(
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE);
    private static final List<AsciiString> NOT_ON_HTTP_2 = List.of(
            HttpHeaderNames.CONNECTION,
            HttpHeaderNames.UPGRADE,
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"));

    // "Connection: authorization" would have the next hop drop what this one judged by.
    private static final Set<String> NEVER_HOP_BY_HOP = Set.of(
            "host",
            "authorization",
            "cookie",
            "content-length",
            "content-type",
            "transfer-encoding",
            "forwarded",
            "traceparent",
            "x-request-id");
    private static final Set<String> NEVER_TRAILING = Set.of(
            "host",
            "authorization",
            "cookie",
            "content-length",
            "content-type",
            "content-encoding",
            "content-range",
            "transfer-encoding",
            "trailer",
            "connection",
            "upgrade",
            "te",
            "expect",
            "max-forwards",
            "range");

    private HeaderRules() {}

    static @Nullable RefusedRequest refusalOf(HttpHeaders headers, Protocol protocol) {
        if (!areWellFormed(headers)) {
            return refuse("header has a character that is not allowed");
        }
        for (AsciiString name : ONLY_ONCE) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                return refuse("header `" + name + "` comes more than once");
            }
        }
        return protocol == Protocol.HTTP_2 ? refusalOnHttp2(headers) : refusalOfConnection(headers);
    }

    private static boolean areWellFormed(HttpHeaders headers) {
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = headers.iteratorCharSequence();
        while (entries.hasNext()) {
            Map.Entry<CharSequence, CharSequence> entry = entries.next();
            if (!Tokens.isToken(entry.getKey()) || !Tokens.isHeaderValue(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable RefusedRequest refusalOnHttp2(HttpHeaders headers) {
        for (AsciiString name : NOT_ON_HTTP_2) {
            if (headers.contains(name)) {
                return refuse("header `" + name + "` on http/2");
            }
        }
        List<String> te = headers.getAll(HttpHeaderNames.TE);
        boolean teIsFine = te.isEmpty() || (te.size() == 1 && te.get(0).equals("trailers"));
        return teIsFine ? null : refuse("header `te` on http/2");
    }

    private static @Nullable RefusedRequest refusalOfConnection(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return null;
        }
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String option : HeaderNames.listed(line)) {
                if (!option.isEmpty() && !Tokens.isToken(option)) {
                    return refuse("header `connection` is not a list of names");
                }
                if (NEVER_HOP_BY_HOP.contains(option) || HeaderNames.isOurs(option)) {
                    return refuse("header `connection` names `" + option + "`");
                }
            }
        }
        return null;
    }

    static boolean mayTrail(HttpHeaders trailers) {
        if (!areWellFormed(trailers)) {
            return false;
        }
        for (String name : trailers.names()) {
            String plain = HeaderNames.plain(name);
            if (NEVER_TRAILING.contains(plain) || HeaderNames.isForgeable(plain)) {
                return false;
            }
        }
        return true;
    }

    private static RefusedRequest refuse(String reason) {
        return new RefusedRequest(Refusal.HEADER_INVALID, reason);
    }
}
