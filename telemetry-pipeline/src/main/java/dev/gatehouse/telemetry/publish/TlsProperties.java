package dev.gatehouse.telemetry.publish;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Opens the trust store and the key store of some properties as a client would, to see whether they can be used. */
final class TlsProperties {
    private static final String TRUST = "ssl.truststore.";
    private static final String KEY = "ssl.key";

    private TlsProperties() {}

    static List<PropertyProblem> problems(PropertyValues values) {
        if (values.get(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG).isPresent()) {
            // Somebody else's class reads the stores, in its own way.
            return List.of();
        }
        List<PropertyProblem> problems = new ArrayList<>();
        store(values, name -> name.startsWith(TRUST), "trust store").ifPresent(problems::add);
        store(values, TlsProperties::isOfKeyStore, "key store").ifPresent(problems::add);
        return problems;
    }

    private static boolean isOfKeyStore(String name) {
        return name.startsWith(KEY) && !name.equals(SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG);
    }

    private static Optional<PropertyProblem> store(PropertyValues values, Predicate<String> names, String what) {
        Map<String, Object> given = values.only(names);
        Optional<String> blamed = given.keySet().stream().min(TlsProperties::mostTelling);
        if (blamed.isEmpty()) {
            return Optional.empty();
        }
        Object location = given.get(blamed.get());
        if (blamed.get().endsWith(".location") && location instanceof String path && !isThere(path)) {
            return Optional.of(PropertyProblem.error(
                    blamed.get(), "`" + blamed.get() + "`: `" + path + "` is not there", "name a file to read"));
        }
        Map<String, Object> settings = new HashMap<>(ProducerConfig.configDef().defaultValues());
        settings.putAll(given);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(settings);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(PropertyProblem.error(
                    blamed.get(), "the " + what + " of `" + blamed.get() + "` cannot be used", KafkaReason.deepest(e)));
        }
    }

    /** The property that an operator would look at first: where the store is, then what is in it, then the rest. */
    private static int mostTelling(String one, String other) {
        int byRank = Integer.compare(rank(one), rank(other));
        return byRank == 0 ? one.compareTo(other) : byRank;
    }

    private static int rank(String name) {
        if (name.endsWith(".location")) {
            return 0;
        }
        return name.endsWith(".certificates") || name.endsWith(".key") ? 1 : 2;
    }

    private static boolean isThere(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.isReadable(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
