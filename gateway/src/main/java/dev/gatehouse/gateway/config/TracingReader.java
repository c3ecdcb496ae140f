package dev.gatehouse.gateway.config;

import dev.gatehouse.telemetry.trace.TraceSettings;
import dev.gatehouse.telemetry.trace.TraceSettings.Protocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code gateway.telemetry.tracing}: the collector that spans go to, and which. No header's value is shown. */
final class TracingReader {
    private static final List<String> KEYS = List.of("endpoint", "protocol", "sample", "slow", "queue", "headers");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    /** Those that belong to the protocol. */
    private static final Set<String> NOT_TO_BE_SET = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "transfer-encoding",
            "upgrade");

    private static final String HELP = "write `http://HOST:PORT`, as in `http://collector:4318`";

    private TracingReader() {}

    static Optional<TraceSettings> read(Optional<Section> telemetry) {
        return telemetry
                .flatMap(section -> section.get("tracing"))
                .flatMap(value -> value.section("tracing", KEYS))
                .flatMap(TracingReader::read);
    }

    private static Optional<TraceSettings> read(Section tracing) {
        Protocol protocol =
                tracing.get("protocol").flatMap(TracingReader::protocol).orElse(Protocol.HTTP_PROTOBUF);
        double sample = tracing.get("sample")
                .flatMap(value -> Quantities.share(value, "sample"))
                .orElse(0.01);
        Duration slow = tracing.get("slow")
                .flatMap(value -> Quantities.time(value, "slow", Duration.ofMillis(1), Duration.ofHours(1)))
                .orElse(Duration.ofSeconds(1));
        int queue = tracing.get("queue")
                .flatMap(value -> Quantities.wholeNumber(value, "queue", 2, 1 << 20))
                .orElse(2048);
        Map<String, String> headers =
                tracing.get("headers").map(TracingReader::headers).orElse(Map.of());
        return tracing.need("endpoint")
                .flatMap(TracingReader::endpoint)
                .map(endpoint -> new TraceSettings(endpoint, protocol, sample, slow, queue, headers));
    }

    private static Optional<URI> endpoint(Value value) {
        return value.text("endpoint").flatMap(text -> {
            try {
                URI uri = new URI(text);
                String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
                if ((scheme.equals("http") || scheme.equals("https"))
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && uri.getQuery() == null) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException noUri) {
                // Told below, as for one that is none of a collector.
            }
            value.error("`endpoint` is no address of a collector", HELP);
            return Optional.empty();
        });
    }

    private static Optional<Protocol> protocol(Value value) {
        return value.text("protocol").flatMap(written -> {
            for (Protocol protocol : Protocol.values()) {
                if (protocol.wireName().equals(written)) {
                    return Optional.of(protocol);
                }
            }
            value.error("unknown protocol `" + written + "`", "write `http/protobuf` or `grpc`");
            return Optional.empty();
        });
    }

    private static Map<String, String> headers(Value value) {
        value.conceal();
        Map<String, String> headers = new HashMap<>();
        value.mapping("headers")
                .ifPresent(section -> section.entries()
                        .forEach((name, item) -> header(name, item)
                                .ifPresent(text -> headers.put(name.toLowerCase(Locale.ROOT), text))));
        return headers;
    }

    private static Optional<String> header(String name, Value item) {
        if (!HEADER.matcher(name).matches()) {
            item.error("`headers`: a name that is none of a header", "");
            return Optional.empty();
        }
        if (NOT_TO_BE_SET.contains(name.toLowerCase(Locale.ROOT))) {
            item.error("`" + name + "` is the protocol's to set", "");
            return Optional.empty();
        }
        Optional<String> text = SecretText.read(name, item);
        if (text.filter(TracingReader::isUnfit).isPresent()) {
            item.error("`" + name + "`: control characters cannot be sent", "");
            return Optional.empty();
        }
        return text;
    }

    private static boolean isUnfit(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }
}
