package dev.gatehouse.telemetry.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SecurityConfig;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;

/** Looks at who a client says it is, without asking anybody whether that is so. */
final class SaslProperties {
    private static final String MECHANISM = SaslConfigs.SASL_MECHANISM;
    private static final String JAAS = SaslConfigs.SASL_JAAS_CONFIG;
    private static final String TOKENS = SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL;
    private static final String HANDLER = SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS;
    private static final Set<String> MECHANISMS =
            Set.of("GSSAPI", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");
    private static final String JAAS_HELP =
            "write one `MODULE required NAME=\"VALUE\" …;`, with quotes around each value and a `;` at the end";

    private SaslProperties() {}

    static List<PropertyProblem> problems(PropertyValues values) {
        List<PropertyProblem> problems = new ArrayList<>();
        String mechanism = values.get(MECHANISM).map(Object::toString).orElse(SaslConfigs.DEFAULT_SASL_MECHANISM);
        if (!MECHANISMS.contains(mechanism)
                && values.get(SecurityConfig.SECURITY_PROVIDERS_CONFIG).isEmpty()) {
            problems.add(PropertyProblem.warning(
                    MECHANISM,
                    "`" + MECHANISM + "` is none of Kafka's",
                    "Kafka has `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512`, `OAUTHBEARER` and `GSSAPI`"));
        }
        if (values.get(TOKENS).isPresent() && values.get(HANDLER).isEmpty()) {
            problems.add(PropertyProblem.error(
                    TOKENS,
                    "`" + TOKENS + "` is not asked without a `" + HANDLER + "`",
                    "write `" + HANDLER + ": " + OAuthBearerLoginCallbackHandler.class.getName() + "`"));
        }
        Optional<Object> jaas = values.get(JAAS);
        if (jaas.isPresent()) {
            problemOfLogin(jaas.get()).ifPresent(problems::add);
        } else if (System.getProperty("java.security.auth.login.config") == null) {
            problems.add(PropertyProblem.error(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    "`" + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG + "` asks for a login, and `" + JAAS
                            + "` is missing",
                    JAAS_HELP));
        }
        return problems;
    }

    private static Optional<PropertyProblem> problemOfLogin(Object jaas) {
        String module;
        try {
            List<AppConfigurationEntry> entries =
                    JaasContext.loadClientContext(Map.of(JAAS, jaas)).configurationEntries();
            module = entries.get(0).getLoginModuleName();
        } catch (IllegalArgumentException | KafkaException e) {
            // Kafka's own message may repeat the word at which it stumbled, and that may be a password.
            return Optional.of(PropertyProblem.error(JAAS, "`" + JAAS + "` cannot be read", JAAS_HELP));
        }
        try {
            Class.forName(module, false, SaslProperties.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(PropertyProblem.error(
                    JAAS,
                    "`" + JAAS + "` names a login module that is not there",
                    "Kafka's are in `org.apache.kafka.common.security`, such as"
                            + " `org.apache.kafka.common.security.scram.ScramLoginModule`"));
        }
    }
}
