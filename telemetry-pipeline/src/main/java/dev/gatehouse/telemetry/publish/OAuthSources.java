package dev.gatehouse.telemetry.publish;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;

/**
 * Lets Kafka's OAuth client use the token endpoint and the files that the operator's properties name.
 *
 * <p>Kafka refuses any that a system property of the JVM does not list, because its properties may come from strangers
 * (those of a connector, say). Ours come from whoever runs the process, who would have to write each address twice.
 */
final class OAuthSources {
    private static final List<String> ENDPOINTS =
            List.of(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL);
    private static final List<String> FILES = List.of(
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_FILE,
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE,
            SaslConfigs.SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE);

    private OAuthSources() {}

    static synchronized void allow(Map<String, String> properties) {
        for (String name : ENDPOINTS) {
            if (properties.containsKey(name)) {
                allow(
                        BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG,
                        properties.get(name).strip());
            }
        }
        for (String name : FILES) {
            if (properties.containsKey(name)) {
                String file =
                        Path.of(properties.get(name).strip()).toAbsolutePath().toString();
                allow(BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_FILES_CONFIG, file);
            }
        }
    }

    private static void allow(String list, String source) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String known : System.getProperty(list, "").split(",")) {
            if (!known.isBlank()) {
                allowed.add(known.strip());
            }
        }
        if (allowed.add(source)) {
            System.setProperty(list, String.join(",", allowed));
        }
    }
}
