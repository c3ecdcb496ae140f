package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.load.LoadProblem;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What is asked of whom.
 *
 * @param port on the loopback interface
 * @param tls how to speak, or in clear
 */
record Target(int port, String path, Spoken spoken, Optional<SslContext> tls) {
    private static final Map<String, String> FIELDS = fields();
    private static final ApplicationProtocolConfig HTTP_2 = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);

    static Target of(Work work, int port, Credentials credentials) throws LoadProblem {
        return new Target(
                port,
                work.path(),
                work.spoken(),
                work.isTlsIn() ? Optional.of(tls(work, credentials)) : Optional.empty());
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("User-Agent", "gatehouse-compare/1");
        fields.put("Accept", "*/*");
        fields.put("Accept-Language", "en");
        fields.put("Accept-Encoding", "identity");
        fields.put("Cache-Control", "no-cache");
        fields.put("X-Tenant", "acme");
        fields.put("X-Session", "0123456789abcdef0123456789abcdef");
        return fields;
    }

    /** A request of HTTP/1.1, its {@code Host} and seven more fields. */
    byte[] request() {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        FIELDS.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        return text.append("\r\n").toString().getBytes(US_ASCII);
    }

    /** The same of HTTP/2. */
    Http2Headers headers() {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("GET")
                .scheme("https")
                .authority("localhost")
                .path(path);
        FIELDS.forEach((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private static SslContext tls(Work work, Credentials credentials) throws LoadProblem {
        SslContextBuilder tls = SslContextBuilder.forClient()
                .trustManager(credentials.roots().toFile())
                .applicationProtocolConfig(
                        work.spoken() == Spoken.HTTP_2 ? HTTP_2 : ApplicationProtocolConfig.DISABLED);
        if (work.isJudged()) {
            tls.keyManager(
                    credentials.certificate(Credentials.CALLER).toFile(),
                    credentials.key(Credentials.CALLER).toFile());
        }
        try {
            return tls.build();
        } catch (SSLException unusable) {
            throw new LoadProblem("the certificates cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
