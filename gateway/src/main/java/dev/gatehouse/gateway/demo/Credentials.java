package dev.gatehouse.gateway.demo;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.Role;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The authorities of the demonstration and what they vouch for, made anew at every start.
 *
 * <p>Two are trusted, each for its own domain. The third calls itself {@code acme.example}, too, and is nobody's.
 */
final class Credentials {
    /** Who the gateway is to the backends. */
    static final String GATEWAY = "spiffe://acme.example/ns/edge/sa/gatehouse";

    private static final Duration A_MINUTE_AGO = Duration.ofMinutes(-1);
    private static final Duration LIFE = Duration.ofDays(30);

    private final DevelopmentCa acme;
    private final DevelopmentCa partners;
    private final Issued door;
    private final Issued gateway;
    private final Map<String, Issued> workloads = new LinkedHashMap<>();

    private Credentials(DevelopmentCa acme, DevelopmentCa partners, DevelopmentCa stranger) {
        this.acme = acme;
        this.partners = partners;
        door = acme.issue(LeafSpec.of()
                .named("localhost")
                .withDns("localhost")
                .withAddresses("127.0.0.1", "::1")
                .onlyAs(Role.SERVER)
                .valid(A_MINUTE_AGO, LIFE));
        gateway = issue(acme, "gatehouse", GATEWAY);
        workloads.put("web", issue(acme, "web", "spiffe://acme.example/ns/shop/sa/web"));
        workloads.put("checkout", issue(acme, "checkout", "spiffe://acme.example/ns/shop/sa/checkout"));
        workloads.put("ledger", issue(acme, "ledger", "spiffe://acme.example/ns/pay/sa/ledger"));
        workloads.put("reports", issue(acme, "reports", "spiffe://acme.example/ns/data/sa/reports"));
        workloads.put("partner", issue(partners, "partner", "spiffe://partner.example/ns/b2b/sa/orders"));
        workloads.put("unknown", issue(stranger, "unknown", "spiffe://acme.example/ns/shop/sa/checkout"));
    }

    static Credentials create(Clock clock) {
        TrustDomain acme = domain("acme.example");
        return new Credentials(
                DevelopmentCa.create(acme, clock),
                DevelopmentCa.create(domain("partner.example"), clock),
                DevelopmentCa.create(acme, clock));
    }

    private static TrustDomain domain(String name) {
        return TrustDomain.from(name).orElseThrow();
    }

    private static Issued issue(DevelopmentCa authority, String name, String spiffeId) {
        return authority.issue(LeafSpec.of(spiffeId).named(name).valid(A_MINUTE_AGO, LIFE));
    }

    /** What the workload of that name shows: web, checkout, ledger, reports, partner or unknown. */
    Issued of(String name) {
        Issued issued = workloads.get(name);
        if (issued == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return issued;
    }

    /** What the gateway shows to those who call it as localhost. */
    Issued door() {
        return door;
    }

    /** The authority of the gateway and of the services. */
    X509Certificate root() {
        return acme.root();
    }

    /** Writes what the gateway's configuration names, and what a client at the terminal needs. */
    void writeTo(Path directory) throws DemoProblem {
        try {
            Files.writeString(directory.resolve("ca.pem"), acme.rootPem());
            Path certs = Files.createDirectories(directory.resolve("certs"));
            Files.writeString(certs.resolve("acme-roots.pem"), acme.rootPem());
            Files.writeString(certs.resolve("partner-roots.pem"), partners.rootPem());
            write(certs, "gateway", door);
            write(certs, "gateway-svid", gateway);
            Path clients = Files.createDirectories(directory.resolve("clients"));
            for (Map.Entry<String, Issued> workload : workloads.entrySet()) {
                write(clients, workload.getKey(), workload.getValue());
            }
        } catch (IOException failure) {
            throw new DemoProblem("cannot write the certificates: " + failure.getMessage(), failure);
        }
    }

    private static void write(Path directory, String name, Issued issued) throws IOException {
        Files.writeString(directory.resolve(name + ".pem"), issued.certificatePem());
        SecretFile.write(directory.resolve(name + ".key"), issued.keyPem());
    }
}
