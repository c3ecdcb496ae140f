package dev.gatehouse.gateway.demo;

import dev.gatehouse.ingress.tls.Issued;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody outside who calls the gateway over a real socket, with or without a certificate. */
final class Caller {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final SSLContext tls;
    private final String authority;

    /**
     * A caller of its own connections.
     *
     * @param authority where the gateway listens, {@code localhost:8443}
     * @param root the authority that the gateway's certificate must come from
     * @param own what the caller shows, if anything
     */
    Caller(String authority, X509Certificate root, Optional<Issued> own) throws DemoProblem {
        this.authority = authority;
        try {
            tls = context(root, own);
        } catch (GeneralSecurityException | IOException failure) {
            throw new DemoProblem("a caller's certificate cannot be used", failure);
        }
    }

    /** Makes the call on a new connection, and says what came of it. */
    Answer make(Call call) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(call.version())
                .connectTimeout(DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<String> response = client.send(request(call), HttpResponse.BodyHandlers.ofString());
            if (response.version() != call.version()) {
                return Answer.none("answered in " + response.version());
            }
            return Answer.of(
                    response.statusCode(),
                    response.headers().firstValue("x-request-id").orElse(""),
                    response.body());
        } catch (ConnectException | HttpTimeoutException failure) {
            return Answer.none("no connection");
        } catch (IOException failure) {
            return Answer.refusedInHandshake();
        }
    }

    private HttpRequest request(Call call) {
        // Text that is put together by hand, because a path must reach the gateway as it is.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://" + authority + call.path()))
                .timeout(DEADLINE)
                .method(
                        call.method(),
                        call.method().equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{\"amount\": 12}")
                                : HttpRequest.BodyPublishers.noBody());
        call.headers().forEach(request::header);
        return request.build();
    }

    private static SSLContext context(X509Certificate root, Optional<Issued> own)
            throws GeneralSecurityException, IOException {
        KeyStore roots = empty();
        roots.setCertificateEntry("root", root);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        KeyStore keys = empty();
        if (own.isPresent()) {
            X509Certificate[] chain = own.get().chain().toArray(new X509Certificate[0]);
            keys.setKeyEntry("own", own.get().key(), new char[0], chain);
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new AnyAuthority(identity).managers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
