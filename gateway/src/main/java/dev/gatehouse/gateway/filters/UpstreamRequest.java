package dev.gatehouse.gateway.filters;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.Set;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A request as the filters of its route left it, in the form that a connection to a backend takes.
 *
 * <p>Headers that no filter has touched are copied as Netty read them; only those of a changed request go through
 * Spring's form, and are validated again.
 */
final class UpstreamRequest {
    private static final String AS_IT_CAME = UpstreamRequest.class.getName();
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

    private final ServerHttpRequest request;
    private final HttpMethod method;
    private final String uri;
    private final HttpHeaders headers;
    private final boolean hasBody;

    private UpstreamRequest(ServerHttpRequest request, URI target, HttpHeaders headers) {
        this.request = request;
        this.headers = headers;
        method = HttpMethod.valueOf(request.getMethod().name());
        uri = originForm(target);
        boolean chunked = HopHeaders.isChunked(headers);
        HopHeaders.strip(headers);
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        hasBody = length == null ? chunked : !length.equals("0");
        if (hasBody && length == null) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        }
    }

    /** Remembers the headers before any filter has seen them. */
    static void remember(ServerWebExchange web) {
        web.getAttributes().put(AS_IT_CAME, web.getRequest().getHeaders());
    }

    /** The request for an endpoint with this authority. */
    static UpstreamRequest of(ServerWebExchange web, String authority) {
        URI target = web.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        HttpHeaders headers = headers(web);
        boolean keepsHost = web.getAttributeOrDefault(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE, false);
        if (!keepsHost) {
            headers.set(HttpHeaderNames.HOST, authority);
        }
        return new UpstreamRequest(web.getRequest(), target, headers);
    }

    private static HttpHeaders headers(ServerWebExchange web) {
        org.springframework.http.HttpHeaders seen = web.getRequest().getHeaders();
        // Compared by identity: whoever changes headers makes others, for these are read-only.
        if (seen == web.getAttributes().get(AS_IT_CAME)
                && ServerHttpRequestDecorator.getNativeRequest(web.getRequest()) instanceof HttpServerRequest read) {
            return read.requestHeaders().copy();
        }
        HttpHeaders changed = new DefaultHttpHeaders();
        seen.forEach((name, values) -> changed.add(name, values));
        return changed;
    }

    private static String originForm(URI target) {
        String path = target.getRawPath();
        String query = target.getRawQuery();
        String shown = path == null || path.isEmpty() ? "/" : path;
        String form = query == null ? shown : shown + '?' + query;
        // A filter may have left letters in it that no request line can hold.
        return isAscii(form) ? form : URI.create(form).toASCIIString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** What is written: all of it if there is no body to follow. */
    HttpRequest head() {
        return hasBody
                ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, uri, headers)
                : new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, method, uri, Unpooled.EMPTY_BUFFER, headers, EmptyHttpHeaders.INSTANCE);
    }

    boolean hasBody() {
        return hasBody;
    }

    Flux<DataBuffer> body() {
        return request.getBody();
    }

    boolean isHead() {
        return HttpMethod.HEAD.equals(method);
    }

    boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }
}
