package dev.gatehouse.load.compare;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

/**
 * A throwaway authority and what it vouches for: the door, the proxy as a client, the origin, and a caller. All contenders
 * show the same certificates.
 *
 * @param folder where the PEM files lie
 */
record Credentials(Path folder) {
    static final String DOMAIN = "acme.example";
    static final String ORIGIN = "spiffe://acme.example/sa/origin";
    static final String CALLER = "caller-2";

    static Credentials create(Path folder) throws IOException {
        Files.createDirectories(folder);
        DevelopmentCa authority = DevelopmentCa.create(TrustDomain.from(DOMAIN).orElseThrow(), Clock.systemUTC());
        Credentials credentials = new Credentials(folder);
        Files.writeString(credentials.roots(), authority.rootPem());
        credentials.write("door", authority, local(LeafSpec.of().named("localhost")));
        credentials.write("proxy", authority, LeafSpec.of(spiffe("proxy")).named("proxy"));
        credentials.write("origin", authority, local(LeafSpec.of(ORIGIN).named("origin")));
        credentials.write(CALLER, authority, LeafSpec.of(spiffe(CALLER)).named(CALLER));
        return credentials;
    }

    static String spiffe(String name) {
        return "spiffe://" + DOMAIN + "/sa/" + name;
    }

    private static LeafSpec local(LeafSpec leaf) {
        return leaf.withDns("localhost").withAddresses("127.0.0.1");
    }

    private void write(String name, DevelopmentCa authority, LeafSpec leaf) throws IOException {
        Issued issued = authority.issue(leaf);
        Files.writeString(certificate(name), issued.certificatePem());
        writeSecret(key(name), issued.keyPem());
        // HAProxy reads both from one file.
        writeSecret(both(name), issued.certificatePem() + issued.keyPem());
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    Path roots() {
        return folder.resolve("roots.pem");
    }

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    Path both(String name) {
        return folder.resolve(name + ".both.pem");
    }
}
