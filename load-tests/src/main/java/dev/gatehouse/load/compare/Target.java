package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.load.LoadProblem;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What is asked of whom.
 *
 * @param port on the loopback interface
 * @param request its bytes, made once
 * @param tls how to speak, or in clear
 */
record Target(int port, byte[] request, Optional<SslContext> tls) {

    static Target of(Work work, int port, Credentials credentials) throws LoadProblem {
        return new Target(
                port, request(work.path()), work.isMutual() ? Optional.of(tls(work, credentials)) : Optional.empty());
    }

    /** A request with eight header fields. */
    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: gatehouse-compare/1\r\nAccept: */*\r\n"
                        + "Accept-Language: en\r\nAccept-Encoding: identity\r\nCache-Control: no-cache\r\n"
                        + "X-Tenant: acme\r\nX-Session: 0123456789abcdef0123456789abcdef\r\n\r\n")
                .getBytes(US_ASCII);
    }

    private static SslContext tls(Work work, Credentials credentials) throws LoadProblem {
        SslContextBuilder tls = SslContextBuilder.forClient()
                .trustManager(credentials.roots().toFile())
                .applicationProtocolConfig(ApplicationProtocolConfig.DISABLED);
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
