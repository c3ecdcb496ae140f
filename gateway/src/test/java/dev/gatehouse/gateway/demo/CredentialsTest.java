package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path directory;

    @Test
    void everyKeyIsReadableByItsOwnerAloneAlsoIfAnOldOneWasNot() throws Exception {
        Path old = Files.createDirectories(directory.resolve("clients")).resolve("web.key");
        Files.writeString(old, "old");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-rw-"));

        Credentials.create(Clock.systemUTC()).writeTo(directory);

        List<Path> keys = keys();
        assertThat(keys).hasSize(8);
        for (Path key : keys) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .as(key.toString())
                    .isEqualTo("rw-------");
            assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");
        }
    }

    @Test
    void theStrangerClaimsATrustedNameButItsAuthorityIsNotOurs() throws Exception {
        Credentials credentials = Credentials.create(Clock.systemUTC());

        assertThat(List.copyOf(credentials.of("unknown").certificate().getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(credentials.of("checkout").certificate().getSubjectAlternativeNames()));
        assertThat(credentials.of("unknown").certificate().getIssuerX500Principal())
                .isEqualTo(credentials.root().getSubjectX500Principal());
        assertThat(isSignedByOurs(credentials, "checkout")).isTrue();
        assertThat(isSignedByOurs(credentials, "unknown")).isFalse();
    }

    private static boolean isSignedByOurs(Credentials credentials, String name) {
        try {
            credentials.of(name).certificate().verify(credentials.root().getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException foreign) {
            return false;
        }
    }

    private List<Path> keys() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".key")).toList();
        }
    }
}
