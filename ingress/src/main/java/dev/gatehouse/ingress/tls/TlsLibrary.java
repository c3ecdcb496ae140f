package dev.gatehouse.ingress.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Who does the cryptography of a connection: BoringSSL where its library loads, else the JDK. */
public enum TlsLibrary {
    BORINGSSL(SslProvider.OPENSSL),
    JDK(SslProvider.JDK);

    private final SslProvider provider;

    TlsLibrary(SslProvider provider) {
        this.provider = provider;
    }

    public static TlsLibrary best() {
        return OpenSsl.isAvailable() ? BORINGSSL : JDK;
    }

    SslProvider provider() {
        return provider;
    }
}
