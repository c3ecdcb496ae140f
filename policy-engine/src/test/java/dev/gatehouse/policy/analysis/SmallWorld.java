package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Policies at random about one service, from so few words that every call which could make a difference can be
 * listed. The seed tells them all.
 */
final class SmallWorld {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String SERVICE = "vault";
    static final List<String> CALLERS = List.of("anonymous", "web", "pay", "root", SERVICE);

    private static final List<String> FROM =
            List.of("any", "level>=internal", "level>=secret", "web", "pay", "root", "anonymous");
    private static final List<String> METHODS = List.of("GET", "POST", "*");
    private static final List<String> TEMPLATES =
            List.of("/**", "/", "/a", "/a/**", "/*", "/**/b", "/a/", "/{x}/b", "/a/*/b");
    private static final List<String> PATHS = List.of(
            "/",
            "/a",
            "/b",
            "/z",
            "/a/",
            "/b/",
            "/z/",
            "/a/b",
            "/z/b",
            "/a/z",
            "/z/z",
            "/a/b/",
            "/a/z/",
            "/z/b/",
            "/z/z/",
            "/a/z/b",
            "/a/b/b",
            "/z/z/b",
            "/a/z/z",
            "/z/z/z",
            "/a/z/z/b",
            "/a/z/b/");
    private static final List<String> PERIODS =
            List.of("2026-11-01/2026-12-01", "2026-12-01/2027-01-01", "2026-11-01/2027-01-01");
    private static final List<Instant> MOMENTS =
            List.of(NOW, Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    private static final List<List<String>> HEADERS =
            List.of(List.of(), List.of("a"), List.of("b"), List.of("z"), List.of("z,z"));

    private final Random random;

    SmallWorld(long seed) {
        random = new Random(seed);
    }

    PolicySource policy() {
        return policy(rules("allow", 4), rules("deny", 3), random.nextBoolean());
    }

    static PolicySource policy(List<RuleSource> allow, List<RuleSource> deny, boolean withGates) {
        Map<String, IdentitySource> identities = new LinkedHashMap<>();
        identities.put("web", identity("web", "internal"));
        identities.put("pay", identity("pay", "internal", "money"));
        identities.put("root", identity("root", "secret"));
        identities.put(SERVICE, identity(SERVICE, "internal", "money"));
        GateSource gate = new GateSource("web", SERVICE, List.of("GET /a/**"), "team", "because", "2026-12-01");
        GateSource other = new GateSource("root", SERVICE, List.of("* /**"), "team", "because", "2027-01-01");
        return new PolicySource(
                List.of("public", "internal", "secret", "boss"),
                List.of("money"),
                Map.of("acme.example", new DomainSource(null)),
                Set.of(),
                identities,
                List.of(new RulesetSource(SERVICE, "enforce", allow, deny)),
                withGates ? List.of(gate, other) : List.of());
    }

    private static IdentitySource identity(String name, String level, String... compartments) {
        return new IdentitySource("spiffe://acme.example/" + name, null, level, List.of(compartments), null);
    }

    static CompiledPolicy compiled(PolicySource source) {
        PolicyResult result = PolicyCompiler.compile(source, NOW);
        return result.compiled().orElseThrow(() -> new AssertionError(result.problems()));
    }

    /** Every call to the service that a policy of this world could tell from others. */
    static List<Witness> calls() {
        List<Witness> calls = new ArrayList<>();
        for (String caller : CALLERS) {
            for (List<String> behalf : behalves()) {
                for (String method : List.of("GET", "POST", "PUT")) {
                    for (String path : PATHS) {
                        CanonicalPath canonical =
                                CanonicalPath.from(path).path().orElseThrow();
                        for (Situation said : situations()) {
                            calls.add(new Witness(caller, behalf, SERVICE, method, canonical, said));
                        }
                    }
                }
            }
        }
        return calls;
    }

    private static List<List<String>> behalves() {
        return List.of(
                List.of(),
                List.of("anonymous"),
                List.of("web"),
                List.of("pay"),
                List.of("root"),
                List.of("web", "root"));
    }

    static List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        for (Instant at : MOMENTS) {
            for (List<String> header : HEADERS) {
                all.add(Situation.silentAt(at).withHeader("h", header));
            }
        }
        return all;
    }

    static boolean isAllowed(CompiledPolicy policy, Witness call) {
        return policy.engine().decide(call.toRequest(policy)).isAllowed();
    }

    List<RuleSource> rules(String name, int atMost) {
        List<RuleSource> rules = new ArrayList<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            rules.add(rule(name + i));
        }
        return rules;
    }

    private RuleSource rule(String name) {
        List<String> from = random.nextInt(4) == 0 ? List.of(pick(FROM), pick(FROM)) : List.of(pick(FROM));
        List<String> requests = random.nextInt(3) == 0 ? List.of(request(), request()) : List.of(request());
        Map<String, Condition> when = random.nextInt(3) == 0 ? Map.of("header.h", condition()) : Map.of();
        return new RuleSource(name, from, requests, when, random.nextInt(4) == 0 ? pick(PERIODS) : null, null);
    }

    private Condition condition() {
        return switch (random.nextInt(4)) {
            case 0 -> Condition.present();
            case 1 -> Condition.equalTo(pick(List.of("a", "b")));
            case 2 -> Condition.oneOf(List.of("a", "b"));
            default -> Condition.notEqualTo(pick(List.of("a", "b")));
        };
    }

    private String request() {
        return pick(METHODS) + " " + pick(TEMPLATES);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
