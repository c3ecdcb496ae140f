package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.publish.TopicLayout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code gateway.telemetry}. {@code GATEHOUSE_GATEWAY_ID} and {@code GATEHOUSE_KAFKA_BOOTSTRAP} in the
 * environment go before what is written, so that one set of files serves many gateways.
 */
final class ReportingReader {
    private static final List<String> KEYS = List.of(
            "kafka",
            "spool",
            "gateway-id",
            "window",
            "ring-slots",
            "allow-sample-rate",
            "record",
            "publish-config",
            "audit",
            "tracing");
    private static final List<String> KAFKA_KEYS = List.of(
            "bootstrap", "format", "properties", "properties-file", "partitions", "replication", "min-insync-replicas");

    private static final String STRICT = "strict";
    private static final Set<String> AUDITS = Set.of("buffered", STRICT);

    private static final String ADDRESS_HELP = "write `HOST:PORT`, as in `kafka-1:9092`";
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

    private final Reading reading;
    private final Variables variables;

    ReportingReader(Reading reading) {
        this.reading = reading;
        variables = reading.variables();
    }

    GatewaySettings.Reporting read(Optional<Value> written) {
        Optional<Section> telemetry = written.flatMap(value -> value.section("telemetry", KEYS));
        Optional<Section> kafka =
                telemetry.flatMap(section -> section.get("kafka")).flatMap(value -> value.section("kafka", KAFKA_KEYS));
        GatewaySettings.Reporting.Spooling spool = SpoolingReader.read(telemetry);
        int replication = number(kafka, "replication", 1, 100, 1);
        return new GatewaySettings.Reporting(
                gatewayId(telemetry),
                bootstrap(kafka),
                ClientPropertiesReader.read(kafka),
                number(kafka, "partitions", 1, TopicLayout.MOST_PARTITIONS, 6),
                (short) replication,
                (short) minInsync(kafka, replication),
                ringSlots(telemetry),
                spool,
                telemetry
                        .flatMap(section -> section.get("window"))
                        .flatMap(value ->
                                Quantities.time(value, "window", Duration.ofMillis(100), Duration.ofMinutes(10)))
                        .orElse(Duration.ofSeconds(10)),
                telemetry
                        .flatMap(section -> section.get("allow-sample-rate"))
                        .flatMap(value -> Quantities.share(value, "allow-sample-rate"))
                        .orElse(0.0),
                telemetry
                        .flatMap(section -> section.get("record"))
                        .map(RecordingReader::read)
                        .orElse(Recording.nothing()),
                telemetry
                        .flatMap(section -> section.get("publish-config"))
                        .flatMap(value -> Quantities.truth(value, "publish-config"))
                        .orElse(true),
                telemetry
                        .flatMap(section -> section.get("audit"))
                        .map(value -> isStrict(value, spool.directory().isPresent()))
                        .orElse(false),
                kafka.flatMap(section -> section.get("format"))
                        .flatMap(ReportingReader::format)
                        .orElse(EventFormat.PROTOBUF),
                TracingReader.read(telemetry));
    }

    private static boolean isStrict(Value written, boolean isDurable) {
        Optional<String> audit = written.text("audit");
        if (audit.isPresent() && !AUDITS.contains(audit.get())) {
            written.error("`audit` must be one of `buffered`, `strict`", "");
        }
        boolean isStrict = audit.filter(STRICT::equals).isPresent();
        if (isStrict && !isDurable) {
            written.error("`audit: strict` needs a spool on disk", "add `spool: { directory: var/spool }`");
        }
        return isStrict;
    }

    private String gatewayId(Optional<Section> telemetry) {
        return variables
                .named("GATEHOUSE_GATEWAY_ID")
                .or(() -> telemetry.flatMap(
                        section -> section.get("gateway-id").flatMap(value -> value.name("gateway-id"))))
                .orElseGet(ReportingReader::hostName);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gatehouse";
        }
    }

    private List<String> bootstrap(Optional<Section> kafka) {
        Optional<String> override = variables.named("GATEHOUSE_KAFKA_BOOTSTRAP");
        List<String> written = kafka.flatMap(
                        section -> override.isPresent() ? section.get("bootstrap") : section.need("bootstrap"))
                .map(ReportingReader::addresses)
                .orElse(List.of());
        return override.map(this::overriding).orElse(written);
    }

    private static List<String> addresses(Value value) {
        List<String> addresses = value.someTexts("bootstrap");
        for (Value item : value.isSequence() ? value.items("bootstrap") : List.<Value>of()) {
            item.text("bootstrap")
                    .filter(text -> !isAddress(text))
                    .ifPresent(text -> item.error("`" + text + "` is no address of a broker", ADDRESS_HELP));
        }
        return addresses;
    }

    private List<String> overriding(String text) {
        List<String> addresses =
                Arrays.stream(text.split(",")).map(String::strip).toList();
        addresses.stream()
                .filter(address -> !isAddress(address))
                .map(address -> "`GATEHOUSE_KAFKA_BOOTSTRAP`: `" + address + "` is no address of a broker")
                .forEach(message -> reading.problems().add(Problem.ofFile("environment", message, ADDRESS_HELP)));
        return addresses;
    }

    private static boolean isAddress(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int port = Integer.parseInt(matcher.group(2));
        return port > 0 && port <= 65_535;
    }

    private static Optional<EventFormat> format(Value value) {
        return value.text("format").flatMap(written -> {
            for (EventFormat format : EventFormat.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(written)) {
                    return Optional.of(format);
                }
            }
            value.error("unknown format `" + written + "`", "write `json` or `protobuf`");
            return Optional.empty();
        });
    }

    private static int minInsync(Optional<Section> kafka, int replication) {
        int least = number(kafka, "min-insync-replicas", 1, 100, TopicLayout.usualInSync(replication));
        if (least <= replication) {
            return least;
        }
        kafka.ifPresent(section -> section.errorAtKey(
                "min-insync-replicas",
                "`min-insync-replicas` (" + least + ") is more than `replication` (" + replication + ")",
                "no record could ever be written"));
        return replication;
    }

    private static int ringSlots(Optional<Section> telemetry) {
        return telemetry
                .flatMap(section -> section.get("ring-slots"))
                .flatMap(value -> Quantities.wholeNumber(value, "ring-slots", 2, 1 << 20)
                        .filter(slots -> isPowerOfTwo(slots, value)))
                .orElse(4096);
    }

    private static boolean isPowerOfTwo(int slots, Value value) {
        if (Integer.bitCount(slots) == 1) {
            return true;
        }
        value.error("`ring-slots` must be a power of two", "the next one is " + Integer.highestOneBit(slots) * 2);
        return false;
    }

    private static int number(Optional<Section> section, String key, int least, int most, int usual) {
        return section.flatMap(written -> written.get(key))
                .flatMap(value -> Quantities.wholeNumber(value, key, least, most))
                .orElse(usual);
    }
}
