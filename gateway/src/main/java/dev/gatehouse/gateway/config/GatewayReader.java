package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.listener.Transport;
import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code gateway}: ports, who we are, limits; {@link ReportingReader} reads where events go. */
final class GatewayReader {
    static final List<String> KEYS = List.of(
            "listeners",
            "identity",
            "management",
            "telemetry",
            "limits",
            "drain",
            "trusted-proxies",
            "context-key",
            "transport");
    private static final List<String> LISTENER_KEYS = List.of("name", "host", "port", "tls");
    private static final List<String> TLS_KEYS = List.of("certificate", "key", "client-auth");
    private static final List<String> CLIENT_AUTHS = List.of("none", "optional", "required");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}");
    private static final int SHORTEST_CONTEXT_KEY = 32;
    private static final int LONGEST_CONTEXT_KEY = 4096;

    private final Reading reading;
    private final Clock clock;

    GatewayReader(Reading reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    GatewaySettings read(Section gateway) {
        ClaimedPorts ports = new ClaimedPorts();
        GatewaySettings.Management management = management(gateway, ports);
        return new GatewaySettings(
                gateway.need("listeners").map(value -> listeners(value, ports)).orElse(List.of()),
                gateway.get("identity")
                        .flatMap(value -> value.section("identity", List.of("certificate", "key")))
                        .flatMap(section -> keyMaterial(section, "identity")),
                management,
                new ReportingReader(reading).read(gateway.get("telemetry")),
                new LimitsReader().read(gateway.get("limits")),
                gateway.get("drain")
                        .flatMap(value ->
                                Quantities.time(value, "drain", Duration.ofMillis(100), Duration.ofMinutes(10)))
                        .orElse(Duration.ofSeconds(30)),
                gateway.get("trusted-proxies").map(this::trustedProxies).orElse(TrustedProxies.none()),
                gateway.get("context-key").flatMap(this::contextKey),
                gateway.get("transport").flatMap(GatewayReader::transport).orElse(Transport.usual()));
    }

    private static Optional<Transport> transport(Value value) {
        Optional<String> word = value.text("transport");
        Optional<Transport> known = word.flatMap(written -> Arrays.stream(Transport.values())
                .filter(transport -> transport.word().equals(written))
                .findFirst());
        if (word.isPresent() && known.isEmpty()) {
            value.error("`transport` must be one of `epoll`, `io_uring`, `nio`", "");
        }
        return known;
    }

    private List<ListenerConfig> listeners(Value value, ClaimedPorts ports) {
        List<ListenerConfig> listeners = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Value item : value.items("listeners")) {
            item.named("listener", "name", LISTENER_KEYS)
                    .flatMap(this::listener)
                    .ifPresent(listener -> {
                        listeners.add(listener);
                        Integer sameName =
                                lines.putIfAbsent(listener.name(), item.place().line());
                        if (sameName != null) {
                            item.error(
                                    "two listeners are called `" + listener.name() + "`",
                                    "the other is in line " + sameName);
                        }
                        ports.claim("listener `" + listener.name() + "`", listener.host(), listener.port(), item);
                    });
        }
        if (value.isSequence() && value.items("listeners").isEmpty()) {
            value.error("`listeners` is an empty list", "name at least one, as in `{ name: public, port: 8443, … }`");
        }
        return listeners;
    }

    private Optional<ListenerConfig> listener(Section section) {
        Optional<String> name = section.need("name").flatMap(value -> value.name("name"));
        Optional<String> host = section.get("host").map(GatewayReader::host).orElse(Optional.of("0.0.0.0"));
        Optional<Integer> port =
                section.need("port").flatMap(value -> Quantities.wholeNumber(value, "port", 0, 65_535));
        Optional<ListenerConfig.Tls> tls = section.get("tls")
                .flatMap(value -> value.section("tls", TLS_KEYS))
                .flatMap(this::tls);
        if (name.isEmpty()
                || host.isEmpty()
                || port.isEmpty()
                || (section.get("tls").isPresent() && tls.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new ListenerConfig(name.get(), host.get(), port.get(), tls));
    }

    private static Optional<String> host(Value value) {
        return value.text("host").filter(text -> {
            boolean isHost = HOST.matcher(text).matches();
            if (!isHost) {
                value.error("`" + text + "` is not an address to listen on", "write `0.0.0.0` for all, or one of them");
            }
            return isHost;
        });
    }

    private Optional<ListenerConfig.Tls> tls(Section section) {
        ClientAuth clientAuth =
                section.get("client-auth").flatMap(GatewayReader::clientAuth).orElse(ClientAuth.NONE);
        return keyMaterial(section, "tls").map(key -> new ListenerConfig.Tls(key, clientAuth));
    }

    private static Optional<ClientAuth> clientAuth(Value value) {
        return value.text("client-auth").flatMap(text -> {
            if (!CLIENT_AUTHS.contains(text)) {
                value.error("unknown client-auth `" + text + "`", Suggestion.of(text, CLIENT_AUTHS, "known ones"));
                return Optional.empty();
            }
            return Optional.of(
                    switch (text) {
                        case "required" -> ClientAuth.REQUIRED;
                        case "optional" -> ClientAuth.OPTIONAL;
                        default -> ClientAuth.NONE;
                    });
        });
    }

    private Optional<KeyMaterial> keyMaterial(Section section, String what) {
        Optional<Value> certificate = section.need("certificate");
        Optional<Path> certificatePath = certificate.flatMap(value -> value.path("certificate"));
        Optional<Path> keyPath = section.need("key").flatMap(value -> value.path("key"));
        if (certificatePath.isEmpty() || keyPath.isEmpty()) {
            return Optional.empty();
        }
        var loaded = KeyMaterial.load(certificatePath.get(), keyPath.get(), clock);
        if (loaded.value().isEmpty()) {
            certificate.get().error(what + ": " + loaded.reason(), "");
        }
        return loaded.value();
    }

    private GatewaySettings.Management management(Section gateway, ClaimedPorts ports) {
        Optional<Section> section =
                gateway.get("management").flatMap(value -> value.section("management", List.of("host", "port")));
        int port = section.flatMap(written -> written.get("port"))
                .flatMap(value -> Quantities.wholeNumber(value, "port", 0, 65_535))
                .orElse(9090);
        String host = section.flatMap(written -> written.get("host"))
                .flatMap(GatewayReader::host)
                .orElse("0.0.0.0");
        Optional<String> override = reading.variables().named("GATEHOUSE_MANAGEMENT_PORT");
        if (override.isPresent()) {
            if (override.get().matches("[0-9]{1,5}") && Integer.parseInt(override.get()) <= 65_535) {
                port = Integer.parseInt(override.get());
            } else {
                reading.problems()
                        .add(Problem.ofFile(
                                "environment",
                                "`GATEHOUSE_MANAGEMENT_PORT` is not a port: `" + override.get() + "`",
                                ""));
            }
        }
        ports.claim("management", host, port, section.map(Section::self).orElse(gateway.self()));
        return new GatewaySettings.Management(host, port);
    }

    private TrustedProxies trustedProxies(Value value) {
        List<String> prefixes = new ArrayList<>();
        for (Value item : value.items("trusted-proxies")) {
            item.text("trusted-proxies")
                    .filter(text -> AddressBlocks.read(text, item).isPresent())
                    .ifPresent(prefixes::add);
        }
        return TrustedProxies.of(prefixes);
    }

    private Optional<byte[]> contextKey(Value value) {
        return value.path("context-key").flatMap(path -> {
            try {
                if (Files.size(path) <= LONGEST_CONTEXT_KEY) {
                    byte[] key = Files.readAllBytes(path);
                    if (key.length >= SHORTEST_CONTEXT_KEY) {
                        return Optional.of(key);
                    }
                }
                value.error(
                        "`context-key` must hold " + SHORTEST_CONTEXT_KEY + " to " + LONGEST_CONTEXT_KEY + " bytes",
                        "fill it with random bytes, the same for all gateways that work together");
            } catch (IOException e) {
                value.error("`context-key` cannot be read: `" + path + "`", "");
            }
            return Optional.empty();
        });
    }
}
