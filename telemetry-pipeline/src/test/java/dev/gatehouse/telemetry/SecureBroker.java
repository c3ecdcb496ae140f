package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker that lets in by password, by certificate and by token, each at a listener of its own. */
final class SecureBroker implements AutoCloseable {
    private static final String SECURITY = "org.apache.kafka.common.security.";
    private static final String ALLOWED_KEYS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final TestCertificates certificates = new TestCertificates("Ours");
    private final TokenIssuer issuer = new TokenIssuer();
    private final Path folder;
    private final Broker broker;

    /** Where a client gets in, and how. */
    record Entrance(String address, Map<String, String> properties) {
        KafkaAccess access() {
            return new KafkaAccess(address, properties);
        }
    }

    SecureBroker(Path folder) throws Exception {
        this.folder = folder;
        write("roots.pem", certificates.rootPem());
        String keySet = write("jwks.json", issuer.keySet()).toUri().toString();
        System.setProperty(ALLOWED_KEYS, keySet);
        broker = new Broker(properties(keySet));
    }

    private Map<String, String> properties(String keySet) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "listeners",
                "EXTERNAL://localhost:0,PASSWORD://localhost:0,CERTIFICATE://localhost:0,TOKEN://localhost:0");
        properties.put(
                "listener.security.protocol.map",
                "EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,PASSWORD:SASL_SSL,CERTIFICATE:SSL,TOKEN:SASL_SSL");
        tls(properties, "password");
        tls(properties, "certificate");
        tls(properties, "token");
        properties.put("listener.name.certificate.ssl.client.auth", "required");
        properties.put("listener.name.password.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        // Who is not welcome any more notices it soon.
        properties.put("listener.name.password.connections.max.reauth.ms", "1000");
        properties.put(
                "listener.name.password.scram-sha-512.sasl.jaas.config", SECURITY + "scram.ScramLoginModule required;");
        String token = "listener.name.token.";
        properties.put(token + "sasl.enabled.mechanisms", "OAUTHBEARER");
        properties.put(
                token + "oauthbearer.sasl.jaas.config", SECURITY + "oauthbearer.OAuthBearerLoginModule required;");
        properties.put(
                token + "oauthbearer.sasl.server.callback.handler.class",
                SECURITY + "oauthbearer.OAuthBearerValidatorCallbackHandler");
        properties.put(token + "sasl.oauthbearer.jwks.endpoint.url", keySet);
        properties.put(token + "sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
        return properties;
    }

    private void tls(Map<String, String> properties, String listener) {
        TestCertificates.Identity identity = certificates.issue("broker", 2);
        String prefix = "listener.name." + listener + ".ssl.";
        properties.put(prefix + "keystore.type", "PEM");
        properties.put(prefix + "keystore.key", identity.key());
        properties.put(prefix + "keystore.certificate.chain", identity.certificate());
        properties.put(prefix + "truststore.type", "PEM");
        properties.put(prefix + "truststore.certificates", certificates.rootPem());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** The way in with a password, which need not be the right one. */
    Entrance byPassword(String user, String password) {
        return entrance(
                "PASSWORD",
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        SECURITY + "scram.ScramLoginModule required username=\"" + user + "\" password=\"" + password
                                + "\";"));
    }

    Entrance byCertificate() {
        TestCertificates.Identity identity = certificates.issue("gateway", 3);
        return entrance(
                "CERTIFICATE",
                Map.of(
                        "security.protocol",
                        "SSL",
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.key",
                        identity.key(),
                        "ssl.keystore.certificate.chain",
                        identity.certificate()));
    }

    /** The way of somebody who trusts another authority. */
    Entrance byPasswordToAnother(String user, String password) throws IOException {
        Entrance right = byPassword(user, password);
        Map<String, String> properties = new HashMap<>(right.properties());
        properties.put(
                "ssl.truststore.location",
                write("others.pem", new TestCertificates("Others").rootPem()).toString());
        return new Entrance(right.address(), properties);
    }

    Entrance withoutCertificate() {
        return entrance("CERTIFICATE", Map.of("security.protocol", "SSL"));
    }

    Entrance byToken() {
        return entrance(
                "TOKEN",
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "OAUTHBEARER",
                        "sasl.jaas.config",
                        SECURITY + "oauthbearer.OAuthBearerLoginModule required;",
                        "sasl.login.callback.handler.class",
                        SECURITY + "oauthbearer.OAuthBearerLoginCallbackHandler",
                        "sasl.oauthbearer.token.endpoint.url",
                        issuer.tokenEndpoint(),
                        "sasl.oauthbearer.client.credentials.client.id",
                        TokenIssuer.CLIENT,
                        "sasl.oauthbearer.client.credentials.client.secret",
                        TokenIssuer.SECRET));
    }

    private Entrance entrance(String listener, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", folder.resolve("roots.pem").toString());
        return new Entrance(broker.address(listener), all);
    }

    /** From now on the broker knows this user. */
    void enrol(String user, String password) throws ExecutionException, InterruptedException {
        ScramCredentialInfo way = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (Admin admin = new KafkaAccess(broker.bootstrapServers(), Map.of()).admin("test")) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, way, password)))
                    .all()
                    .get();
        }
    }

    /** From now on the broker does not know this user any more. */
    void expel(String user) throws ExecutionException, InterruptedException {
        try (Admin admin = new KafkaAccess(broker.bootstrapServers(), Map.of()).admin("test")) {
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() throws Exception {
        issuer.close();
        broker.close();
    }
}
