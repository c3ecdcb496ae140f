package dev.gatehouse.load;

import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.tcp.SslProvider;
import reactor.netty.tcp.SslProvider.ProtocolSslContextSpec;

/** The callers' side of TLS, from the files that the demonstration wrote; made once for each caller and protocol. */
final class CallerTls {
    private final Path directory;
    private final Map<String, SslProvider> made = new HashMap<>();

    CallerTls(Path directory) {
        this.directory = directory;
    }

    /** Trusts the demonstration's authority alone and shows the certificate of that caller, if it has a name. */
    SslProvider of(String caller, Protocol protocol) throws LoadProblem {
        String key = protocol + " " + caller;
        SslProvider known = made.get(key);
        if (known != null) {
            return known;
        }
        Path authority = readable("ca.pem");
        ProtocolSslContextSpec spec =
                protocol == Protocol.HTTP_2 ? Http2SslContextSpec.forClient() : Http11SslContextSpec.forClient();
        if (caller.isEmpty()) {
            spec.configure(tls -> tls.trustManager(authority.toFile()));
        } else {
            Path certificate = readable("clients/" + caller + ".pem");
            Path secret = readable("clients/" + caller + ".key");
            spec.configure(tls -> mutual(tls, authority, certificate, secret));
        }
        try {
            SslProvider provider = SslProvider.builder().sslContext(spec).build();
            made.put(key, provider);
            return provider;
        } catch (RuntimeException unusable) {
            throw new LoadProblem("the certificates in " + directory + " cannot be used: " + unusable, unusable);
        }
    }

    private static void mutual(SslContextBuilder tls, Path authority, Path certificate, Path secret) {
        tls.trustManager(authority.toFile()).keyManager(certificate.toFile(), secret.toFile());
    }

    private Path readable(String name) throws LoadProblem {
        Path file = directory.resolve(name);
        if (!Files.isReadable(file)) {
            throw new LoadProblem("cannot read " + file + "; start `./gatehouse demo`, or name its folder with --dir");
        }
        return file;
    }
}
