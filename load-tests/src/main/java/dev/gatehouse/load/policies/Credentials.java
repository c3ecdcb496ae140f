package dev.gatehouse.load.policies;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.Role;
import dev.gatehouse.policy.identity.TrustDomain;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Throwaway authorities, one for each trust domain of a policy; the only part of a configuration made by chance. */
public final class Credentials {
    private static final Duration A_MINUTE_AGO = Duration.ofMinutes(-1);
    private static final Duration LIFE = Duration.ofDays(30);
    private static final String OWN_DOMAIN = "acme.example";

    private final PolicySource policy;
    private final Map<String, DevelopmentCa> authorities = new LinkedHashMap<>();

    public Credentials(PolicySource policy, Clock clock) {
        this.policy = policy;
        for (String domain : policy.domains().keySet()) {
            authorities.put(
                    domain, DevelopmentCa.create(TrustDomain.from(domain).orElseThrow(), clock));
        }
    }

    /** What this identity shows, as a caller and when it is called. */
    public Issued of(String identity) {
        String id = Optional.ofNullable(policy.identities().get(identity))
                .map(IdentitySource::spiffe)
                .orElseThrow(() -> new IllegalArgumentException(identity + " shows no certificate"));
        String domain = id.substring("spiffe://".length(), id.indexOf('/', "spiffe://".length()));
        return authority(domain).issue(LeafSpec.of(id).named(identity).valid(A_MINUTE_AGO, LIFE));
    }

    private DevelopmentCa authority(String domain) {
        DevelopmentCa authority = authorities.get(domain);
        if (authority == null) {
            throw new IllegalArgumentException("no authority of " + domain);
        }
        return authority;
    }

    /** Who vouches for the gateway and for the services, in PEM. */
    public String rootPem() {
        return authority(OWN_DOMAIN).rootPem();
    }

    /** Writes what the gateway's configuration names. */
    void writeTo(Path directory) throws IOException {
        Path certs = Files.createDirectories(directory.resolve("certs"));
        for (Map.Entry<String, DevelopmentCa> authority : authorities.entrySet()) {
            Files.writeString(
                    certs.resolve(authority.getKey() + ".pem"),
                    authority.getValue().rootPem());
        }
        Files.writeString(directory.resolve("ca.pem"), rootPem());
        DevelopmentCa own = authority(OWN_DOMAIN);
        write(
                certs,
                "gateway",
                own.issue(LeafSpec.of()
                        .named("localhost")
                        .withDns("localhost")
                        .withAddresses("127.0.0.1", "::1")
                        .onlyAs(Role.SERVER)
                        .valid(A_MINUTE_AGO, LIFE)));
        write(
                certs,
                "gateway-svid",
                own.issue(LeafSpec.of("spiffe://" + OWN_DOMAIN + "/sa/gatehouse")
                        .named("gatehouse")
                        .valid(A_MINUTE_AGO, LIFE)));
    }

    /** Writes what this identity shows, for a client at the terminal. */
    void write(Path directory, String identity) throws IOException {
        write(directory, identity, of(identity));
    }

    private static void write(Path directory, String name, Issued issued) throws IOException {
        Files.writeString(directory.resolve(name + ".pem"), issued.certificatePem());
        Path key = directory.resolve(name + ".key");
        Files.deleteIfExists(key);
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(key, issued.keyPem());
    }
}
