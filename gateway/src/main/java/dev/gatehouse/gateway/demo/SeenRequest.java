package dev.gatehouse.gateway.demo;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers every request with what arrived, as JSON: 201 to a POST, 200 otherwise, 403 to anybody but the gateway. */
final class SeenRequest implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int URI_NAME = 6;

    private final String service;
    private final String onlyCaller;

    SeenRequest(String service, String onlyCaller) {
        this.service = service;
        this.onlyCaller = onlyCaller;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        String caller = callerOf(request);
        ObjectNode seen = MAPPER.createObjectNode()
                .put("service", service)
                .put("method", request.method().name())
                .put("path", request.uri())
                .put("caller", caller);
        ObjectNode headers = seen.putObject("headers");
        headersOf(request).forEach(headers::put);
        response.status(statusOf(request, caller)).header("Content-Type", "application/json");
        // The body is counted, not kept.
        return request.receive()
                .map(part -> (long) part.readableBytes())
                .reduce(0L, Long::sum)
                .flatMap(bytes -> response.sendString(Mono.just(seen.put("body-bytes", bytes) + "\n"))
                        .then());
    }

    private HttpResponseStatus statusOf(HttpServerRequest request, String caller) {
        if (!caller.equals(onlyCaller)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        return request.method().name().equals("POST") ? HttpResponseStatus.CREATED : HttpResponseStatus.OK;
    }

    private static Map<String, String> headersOf(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.requestHeaders()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b));
        return headers;
    }

    private static String callerOf(HttpServerRequest request) {
        String[] caller = {""};
        request.withConnection(connection -> {
            SslHandler tls = connection.channel().pipeline().get(SslHandler.class);
            caller[0] = tls == null ? "" : firstUriName(tls);
        });
        return caller[0];
    }

    private static String firstUriName(SslHandler tls) {
        try {
            Certificate leaf = tls.engine().getSession().getPeerCertificates()[0];
            Collection<List<?>> names = leaf instanceof X509Certificate x509 ? x509.getSubjectAlternativeNames() : null;
            if (names != null) {
                for (List<?> name : names) {
                    if (name.get(0).equals(URI_NAME)) {
                        return name.get(1).toString();
                    }
                }
            }
            return "";
        } catch (SSLPeerUnverifiedException | CertificateParsingException unknown) {
            return "";
        }
    }
}
