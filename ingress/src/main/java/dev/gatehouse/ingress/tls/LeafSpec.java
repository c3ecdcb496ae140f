package dev.gatehouse.ingress.tls;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a certificate of the {@link DevelopmentCa} shall say, right or wrong: tests need both.
 *
 * <p>It begins as a sound certificate of a workload, valid from a minute ago for a day.
 */
public record LeafSpec(
        String commonName,
        List<String> uris,
        List<String> dnsNames,
        List<String> addresses,
        Duration validFrom,
        Duration validFor,
        boolean ca,
        Set<Role> roles,
        int keyUsage) {
    /** The bit of {@code digitalSignature} as BouncyCastle counts. */
    public static final int DIGITAL_SIGNATURE = 1 << 7;
    /** The bit of {@code keyCertSign}. */
    public static final int KEY_CERT_SIGN = 1 << 2;
    /** The bit of {@code cRLSign}. */
    public static final int CRL_SIGN = 1 << 1;
    /** The bit of {@code keyEncipherment}. */
    public static final int KEY_ENCIPHERMENT = 1 << 5;

    public LeafSpec {
        uris = List.copyOf(uris);
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
        roles = Set.copyOf(roles);
    }

    /** A workload of these SPIFFE IDs, usually one, that may be client and server. */
    public static LeafSpec of(String... spiffeIds) {
        return new LeafSpec(
                "workload",
                List.of(spiffeIds),
                List.of(),
                List.of(),
                Duration.ofMinutes(-1),
                Duration.ofDays(1),
                false,
                EnumSet.allOf(Role.class),
                DIGITAL_SIGNATURE);
    }

    public LeafSpec named(String name) {
        return new LeafSpec(name, uris, dnsNames, addresses, validFrom, validFor, ca, roles, keyUsage);
    }

    public LeafSpec withDns(String... names) {
        return new LeafSpec(commonName, uris, List.of(names), addresses, validFrom, validFor, ca, roles, keyUsage);
    }

    public LeafSpec withAddresses(String... ips) {
        return new LeafSpec(commonName, uris, dnsNames, List.of(ips), validFrom, validFor, ca, roles, keyUsage);
    }

    /** Valid from so long after now (negative: before), for so long. */
    public LeafSpec valid(Duration from, Duration length) {
        return new LeafSpec(commonName, uris, dnsNames, addresses, from, length, ca, roles, keyUsage);
    }

    public LeafSpec asCa() {
        return new LeafSpec(commonName, uris, dnsNames, addresses, validFrom, validFor, true, roles, keyUsage);
    }

    /** Good for these roles only; none means that the certificate does not say. */
    public LeafSpec onlyAs(Role... only) {
        return new LeafSpec(commonName, uris, dnsNames, addresses, validFrom, validFor, ca, Set.of(only), keyUsage);
    }

    /** With these bits of key usage; zero means that the certificate does not say. */
    public LeafSpec withKeyUsage(int bits) {
        return new LeafSpec(commonName, uris, dnsNames, addresses, validFrom, validFor, ca, roles, bits);
    }
}
