package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A folder with the certificates that the test configurations speak of. */
final class WrittenFiles {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final DevelopmentCa ACME = ca("acme.example");
    private static final DevelopmentCa PARTNER = ca("partner.example");
    private static final Issued GATEWAY = ACME.issue(LeafSpec.of("spiffe://acme.example/ns/edge/sa/gateway"));
    private static final Issued OTHER = ACME.issue(LeafSpec.of("spiffe://acme.example/ns/edge/sa/other"));
    private static final String JWKS = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"one","alg":"ES256","use":"sig",
            "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
            """;

    /** How the gateway logs in where events go. */
    static final String KAFKA_LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"gw\" password=\"s3cr3t\";";

    private final Path folder;

    WrittenFiles(Path folder) throws IOException {
        this.folder = folder;
        Path certs = Files.createDirectories(folder.resolve("certs"));
        Files.writeString(certs.resolve("acme-roots.pem"), ACME.rootPem());
        Files.writeString(certs.resolve("acme.crl"), ACME.crlPem(List.of()));
        Files.writeString(certs.resolve("partner-roots.pem"), PARTNER.rootPem());
        Files.writeString(certs.resolve("gateway.pem"), GATEWAY.certificatePem());
        Files.writeString(certs.resolve("gateway.key"), GATEWAY.keyPem());
        Files.writeString(certs.resolve("other.key"), OTHER.keyPem());
        Files.writeString(certs.resolve("sso-jwks.json"), JWKS);
        Files.writeString(certs.resolve("kafka-login.conf"), KAFKA_LOGIN + "\n");
        Files.writeString(certs.resolve("kafka.properties"), "security.protocol=SSL\nlinger.ms=50\n");
        Files.writeString(
                certs.resolve("shared.properties"),
                "bootstrap.servers=kafka:9092\nacks=0\nlingr.ms=5\npassword=s3cr3t\nMIIBs3cr3tAnd+more==\n-----END PRIVATE KEY-----\n");
        Files.writeString(certs.resolve("context.key"), "0123456789abcdef0123456789abcdef");
    }

    private static DevelopmentCa ca(String domain) {
        return DevelopmentCa.create(TrustDomain.from(domain).orElseThrow(), CLOCK);
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigResult load(Path path) {
        return load(path, Map.of());
    }

    ConfigResult load(Path path, Map<String, String> environment) {
        return new ConfigLoader(CLOCK, environment).load(path);
    }

    /** What an operator would read, with the folder left out. */
    String printed(List<Problem> problems) {
        String text = ProblemPrinter.print(problems) + ProblemPrinter.summary(problems, "nothing is served");
        return text.replace(folder + "/", "");
    }

    static String resource(String name) {
        try (InputStream in = WrittenFiles.class.getResourceAsStream("/config/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
