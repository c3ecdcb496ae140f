package dev.gatehouse.telemetry.publish;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The clients of Kafka that share one set of properties, and what each of them takes of it. */
enum ClientKind {
    PRODUCER(ProducerConfig.configNames()),
    ADMIN(AdminClientConfig.configNames()),
    CONSUMER(ConsumerConfig.configNames());

    private static final Set<ClientKind> ALL = EnumSet.allOf(ClientKind.class);

    private final Set<String> names;

    ClientKind(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Its own properties, and those of nobody: a login module or a provider of values may look for them. */
    boolean takes(String name) {
        return names.contains(name) || !isKnown(name);
    }

    static boolean isKnown(String name) {
        return ALL.stream().anyMatch(kind -> kind.names.contains(name));
    }

    Set<String> names() {
        return names;
    }
}
