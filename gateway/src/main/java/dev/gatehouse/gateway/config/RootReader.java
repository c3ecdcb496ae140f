package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one file from its top: which sections it has, and who reads each. */
final class RootReader {
    private static final List<String> KEYS =
            List.of("version", "gateway", "trust", "identities", "rulesets", "gates", "never", "routes", "upstreams");

    private final Reading reading;
    private final Written written;

    RootReader(Reading reading, Written written) {
        this.reading = reading;
        this.written = written;
    }

    void read(SourceFile file, Node node) {
        Optional<Section> root = new Value(reading, file, node, "").section("the file", KEYS);
        written.mayLackSections |= root.map(section -> section.isMisspelt("gateway") || section.isMisspelt("trust"))
                .orElse(true);
        root.ifPresent(this::read);
    }

    private void read(Section root) {
        version(root);
        root.get("gateway").ifPresent(value -> gateway(root, value));
        root.get("trust").ifPresent(value -> trust(root, value));
        PolicyReader policy = new PolicyReader(written);
        root.get("identities").ifPresent(policy::identities);
        root.get("rulesets").ifPresent(policy::rulesets);
        root.get("gates").ifPresent(policy::gates);
        root.get("never").ifPresent(new NeverReader(written)::read);
        root.get("routes").ifPresent(new RouteReader(written)::read);
        root.get("upstreams").ifPresent(new UpstreamReader(written)::read);
    }

    private static void version(Section root) {
        root.need("version")
                .flatMap(value -> value.text("version"))
                .filter(version -> !version.equals("1"))
                .ifPresent(version -> root.errorAtKey(
                        "version", "unknown version `" + version + "`", "this program reads version `1`"));
    }

    private void gateway(Section root, Value value) {
        if (written.gateway != null) {
            twice(root, "gateway", written.gateway);
            return;
        }
        written.gateway = value.section("gateway", GatewayReader.KEYS).orElse(null);
    }

    private void trust(Section root, Value value) {
        if (written.trust != null) {
            twice(root, "trust", written.trust);
            return;
        }
        written.trust = value.section("trust", TrustReader.KEYS).orElse(null);
        if (written.trust != null) {
            new TrustReader(written).read(written.trust);
        }
    }

    private static void twice(Section root, String key, Section first) {
        Problems.Place place = first.self().place();
        root.errorAtKey(
                key,
                "`" + key + "` is written in two files",
                "the other one is in " + place.file().name() + ":" + place.line());
    }
}
