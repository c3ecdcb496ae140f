package dev.gatehouse.telemetry.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Finds what is wrong with the properties for a gateway's Kafka clients, without opening a connection: what cannot be
 * changed, values that Kafka does not take, stores that cannot be opened, logins that cannot be read, and secrets that
 * would not be used, because the protocol is another one.
 *
 * <p>Values that Kafka fetches itself ({@code config.providers}) are left to Kafka.
 */
public final class ClientPropertyCheck {
    private static final String PROTOCOL = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
    private static final String HOST_CHECK = SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;

    private final Map<String, String> properties;
    private final PropertyValues values = new PropertyValues();
    private final List<PropertyProblem> problems = new ArrayList<>();

    private ClientPropertyCheck(Map<String, String> properties) {
        // In one order, so that the same mistakes always read the same.
        this.properties = new TreeMap<>(properties);
    }

    /** Everything that is wrong with them, or surely not meant. */
    public static List<PropertyProblem> of(Map<String, String> properties) {
        return of(properties, true);
    }

    /** What is wrong with each by itself, where others are missing for a reason that is known. */
    public static List<PropertyProblem> ofSome(Map<String, String> properties) {
        return of(properties, false);
    }

    private static List<PropertyProblem> of(Map<String, String> properties, boolean areAll) {
        ClientPropertyCheck check = new ClientPropertyCheck(properties);
        check.each();
        if (areAll && check.values.problems().isEmpty()) {
            check.together();
        }
        check.problems.addAll(check.values.problems());
        return Collections.unmodifiableList(check.problems);
    }

    /** Whether any of Kafka's clients knows a property of this name. */
    public static boolean isKnown(String name) {
        return ClientKind.isKnown(name) || name.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    }

    /**
     * Those of the names that may be printed, in order. What no client knows may be no name at all, but a line of a
     * private key that was written without the sign that it goes on.
     */
    public static Set<String> printable(Set<String> names) {
        return names.stream().filter(ClientPropertyCheck::isKnown).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names that an operator may have meant. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ClientKind kind : ClientKind.values()) {
            names.addAll(kind.names());
        }
        names.removeIf(FixedProperties::contain);
        return names;
    }

    private void each() {
        properties.forEach((name, value) -> {
            if (name.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
                problems.add(PropertyProblem.warning(
                        name, "`" + name + "` has no effect here", "leave it out; `bootstrap` names the brokers"));
            } else if (FixedProperties.contain(name)) {
                FixedProperties.problem(name).ifPresent(problems::add);
            } else if (!isFetched(value)) {
                values.read(name, value);
            }
        });
    }

    private boolean isFetched(String value) {
        return properties.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG) && value.contains("${");
    }

    private void together() {
        String protocol = properties.getOrDefault(PROTOCOL, "PLAINTEXT").strip().toUpperCase(Locale.ROOT);
        boolean isTls = protocol.endsWith("SSL");
        boolean isLogin = protocol.startsWith("SASL");
        if (isFetched(protocol)) {
            return;
        }
        deadlines();
        if (!isTls) {
            unused("ssl.", protocol, "write `" + PROTOCOL + ": " + (isLogin ? "SASL_SSL" : "SSL") + "`");
        }
        if (!isLogin) {
            unused("sasl.", protocol, "write `" + PROTOCOL + ": " + (isTls ? "SASL_SSL" : "SASL_PLAINTEXT") + "`");
        }
        if (properties.values().stream().anyMatch(this::isFetched)) {
            return;
        }
        if (isTls) {
            problems.addAll(TlsProperties.problems(values));
            hostNames();
        }
        if (isLogin) {
            problems.addAll(SaslProperties.problems(values));
            if (!isTls) {
                problems.add(PropertyProblem.warning(
                        PROTOCOL,
                        "`SASL_PLAINTEXT` sends every record in the clear, with `PLAIN` the password, too",
                        "write `" + PROTOCOL + ": SASL_SSL`"));
            }
        }
    }

    private void unused(String prefix, String protocol, String help) {
        properties.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .map(name -> PropertyProblem.error(
                        name, "`" + name + "` has no effect: `" + PROTOCOL + "` is `" + protocol + "`", help))
                .ifPresent(problems::add);
    }

    private void hostNames() {
        if (properties.containsKey(HOST_CHECK) && properties.get(HOST_CHECK).isBlank()) {
            problems.add(PropertyProblem.warning(
                    HOST_CHECK,
                    "with an empty `" + HOST_CHECK + "` any broker with a trusted certificate is believed",
                    "leave it out, and let the certificates name their hosts"));
        }
    }

    /** A producer refuses to start when a record's time is over before one request could be answered. */
    private void deadlines() {
        long delivery = values.number(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, KafkaAccess.DELIVERY_TIMEOUT_MILLIS);
        long linger = values.number(ProducerConfig.LINGER_MS_CONFIG, KafkaAccess.LINGER_MILLIS);
        long request = values.number(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000);
        if (delivery < linger + request) {
            String blamed = properties.containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)
                    ? ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG
                    : properties.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                            ? ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG
                            : ProducerConfig.LINGER_MS_CONFIG;
            problems.add(PropertyProblem.error(
                    blamed,
                    "`delivery.timeout.ms` (" + delivery + ") must not be less than `linger.ms` (" + linger
                            + ") and `request.timeout.ms` (" + request + ") together",
                    ""));
        }
    }
}
