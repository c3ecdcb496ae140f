package dev.gatehouse.gateway.differential;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS before the gateway, and mutual TLS behind it with backends that prove what a case says. */
final class MutualTls implements Ground {
    static final String WEB = "spiffe://acme.example/ns/shop/sa/web";
    static final String GATEWAY = "spiffe://acme.example/ns/edge/sa/gateway";

    private final DevelopmentCa acme = ca("acme.example");
    private final DevelopmentCa stranger = ca("acme.example");
    private final Issued door = acme.issue(LeafSpec.of().withDns("localhost").withAddresses("127.0.0.1"));
    private final Issued own = acme.issue(LeafSpec.of(GATEWAY));
    private final Map<String, Issued> proofs = Map.of(
            "another-identity", acme.issue(LeafSpec.of("spiffe://acme.example/ns/shop/sa/other")),
            "no-identity", acme.issue(LeafSpec.of().withDns("localhost").withAddresses("127.0.0.1")),
            "a-stranger", stranger.issue(LeafSpec.of(WEB)));
    private final Issued web = acme.issue(LeafSpec.of(WEB));

    private static DevelopmentCa ca(String domain) {
        return DevelopmentCa.create(TrustDomain.from(domain).orElseThrow(), Clock.systemUTC());
    }

    @Override
    public String configuration(Path folder) throws IOException {
        Files.writeString(folder.resolve("roots.pem"), acme.rootPem());
        Files.writeString(folder.resolve("door.pem"), door.certificatePem());
        Files.writeString(folder.resolve("door.key"), door.keyPem());
        Files.writeString(folder.resolve("own.pem"), own.certificatePem());
        Files.writeString(folder.resolve("own.key"), own.keyPem());
        return """
                version: 1
                gateway:
                  listeners: [ { name: door, port: 0, host: 127.0.0.1, tls: { certificate: door.pem, key: door.key } } ]
                  identity: { certificate: own.pem, key: own.key }
                  management: { port: 0, host: 127.0.0.1 }
                trust:
                  levels: [public]
                  domains: { acme.example: { roots: roots.pem } }
                identities:
                  anonymous: { level: public }
                  web: { spiffe: "%s", level: public, accepts: public }
                rulesets:
                  - protects: web
                    allow: [ { name: all, from: [any], requests: ["GET /**", "POST /**"] } ]
                """.formatted(WEB);
    }

    @Override
    public ServerSocket listen(Case asked) throws IOException {
        SSLServerSocket listening = (SSLServerSocket) context(proofs.getOrDefault(asked.name(), web), acme.root())
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        listening.setNeedClientAuth(true);
        return listening;
    }

    @Override
    public Socket connect(int port) throws IOException {
        return context(web, acme.root()).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public String identity() {
        return "web";
    }

    private static SSLContext context(Issued proof, X509Certificate trusted) throws IOException {
        try {
            char[] password = "in memory".toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, password);
            keys.setKeyEntry("own", proof.key(), password, proof.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, password);
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, password);
            roots.setCertificateEntry("root", trusted);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
