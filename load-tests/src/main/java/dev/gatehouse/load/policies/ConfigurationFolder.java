package dev.gatehouse.load.policies;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder that {@code gatehouse check} finds fine and {@code gatehouse run} serves. */
public final class ConfigurationFolder {
    private static final String HEAD = "# Made up by load-tests/policies; see its --help.\nversion: 1\n\n";
    private static final int RULES_IN_A_FILE = 1000;
    private static final int CLIENTS = 10;

    private final Path folder;

    public ConfigurationFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes all of it; YAML files of an earlier time are taken out, because they would be read, too. */
    public void write(PolicySource policy, Ports ports, String kafka, Credentials credentials) throws IOException {
        Files.createDirectories(folder);
        clear();
        credentials.writeTo(folder);
        Path clients = Files.createDirectories(folder.resolve("clients"));
        for (String client : clients(policy)) {
            credentials.write(clients, client);
        }
        write("gateway", gateway(ports, kafka));
        write("trust", PolicyYaml.trust(policy) + '\n' + PolicyYaml.gates(policy));
        write("identities", PolicyYaml.identities(policy.identities()));
        write("routes", routes(policy, ports));
        List<RulesetSource> some = new ArrayList<>();
        int files = 0;
        int rules = 0;
        for (RulesetSource ruleset : policy.rulesets()) {
            int size = ruleset.allow().size() + ruleset.deny().size();
            if (!some.isEmpty() && rules + size > RULES_IN_A_FILE) {
                write(String.format(Locale.ROOT, "rulesets-%03d", files++), PolicyYaml.rulesets(some));
                some.clear();
                rules = 0;
            }
            some.add(ruleset);
            rules += size;
        }
        write(String.format(Locale.ROOT, "rulesets-%03d", files), PolicyYaml.rulesets(some));
    }

    private void clear() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file :
                    entries.filter(entry -> entry.toString().endsWith(".yaml")).toList()) {
                if (!Files.readString(file).startsWith(HEAD)) {
                    throw new IOException(file + " is not one of ours, and would be read with ours");
                }
                Files.delete(file);
            }
        }
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), HEAD + yaml);
    }

    /** The callers of the first tests: somebody to try it with. */
    private static List<String> clients(PolicySource policy) {
        return policy.rulesets().stream()
                .flatMap(ruleset -> ruleset.tests().stream())
                .map(TestSource::from)
                .filter(from -> !from.equals(Identity.ANONYMOUS))
                .distinct()
                .limit(CLIENTS)
                .toList();
    }

    private static String gateway(Ports ports, String kafka) {
        return """
                gateway:
                  listeners:
                    - name: public
                      port: %d
                      tls: { certificate: certs/gateway.pem, key: certs/gateway.key, client-auth: optional }
                  identity: { certificate: certs/gateway-svid.pem, key: certs/gateway-svid.key }
                  management: { port: %d }
                  telemetry:
                    kafka: { bootstrap: ["%s"] }
                """.formatted(ports.door(), ports.management(), kafka);
    }

    private static String routes(PolicySource policy, Ports ports) {
        StringBuilder yaml = new StringBuilder("routes:\n");
        for (RulesetSource ruleset : policy.rulesets()) {
            String service = ruleset.protects();
            yaml.append("  - ")
                    .append(new Flow()
                            .put("id", service)
                            .put("uri", "https://127.0.0.1:" + ports.of(service))
                            .put("predicates", List.of("Path=/" + service + "/**"))
                            .put("metadata", new Flow().put("identity", service)))
                    .append('\n');
        }
        return yaml.toString();
    }
}
