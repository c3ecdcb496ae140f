package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.analysis.diff.ComparedRoute;
import dev.gatehouse.policy.analysis.diff.Comparison;
import dev.gatehouse.policy.analysis.diff.Difference;
import dev.gatehouse.policy.analysis.diff.Difference.Kind;
import dev.gatehouse.policy.analysis.diff.Differences;
import dev.gatehouse.policy.analysis.diff.Side;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<Witness> CALLS = SmallWorld.calls();
    private static final String ODD = "Header=X-Odd,1";
    private static final List<String> TEMPLATES = List.of("/**", "/a", "/a/**", "/*", "/{x}/b", "/a/", "/**/b");
    private static final List<String> SERVICES = List.of(SmallWorld.SERVICE, SmallWorld.SERVICE, "web", "");
    private static final ComparedRoute EVERYTHING = route("all", SmallWorld.SERVICE, "/**");

    private record Seen(Kind kind, String before, String after, String caller) {}

    private record Fate(String service, boolean passes) {}

    @Test
    void differencesAreThoseThatTryingEveryCallFinds() {
        SmallWorld world = new SmallWorld(3);
        Random random = new Random(4);
        int seen = 0;
        for (int n = 0; n < 60; n++) {
            PolicySource written = world.policy();
            PolicySource changed = random.nextInt(4) == 0 ? world.policy() : withOneMore(world, written, random);
            List<ComparedRoute> routes = routes(random);
            Side before = new Side(SmallWorld.compiled(written), routes);
            Side after =
                    new Side(SmallWorld.compiled(changed), random.nextBoolean() ? routes : changed(routes, random));
            Differences differences = Comparison.of(before, after, SmallWorld.NOW);
            assertThat(differences.undecided()).isEmpty();
            Set<Seen> told = told(differences);
            assertThat(told).as("policies %s", n).isEqualTo(tried(before, after));
            seen += told.size();
            differences.all().forEach(difference -> assertIsSo(difference, before, after));
        }
        assertThat(seen).isGreaterThan(150);
    }

    @Test
    void nothingDiffersFromItself() {
        SmallWorld world = new SmallWorld(5);
        Random random = new Random(6);
        for (int n = 0; n < 100; n++) {
            PolicySource written = world.policy();
            List<ComparedRoute> routes = routes(random);
            Side one = new Side(SmallWorld.compiled(written), routes);
            Side other = new Side(SmallWorld.compiled(written), List.copyOf(routes));
            assertThat(Comparison.of(one, other, SmallWorld.NOW).areNone()).isTrue();
        }
    }

    @Test
    void theSameInOtherWordsIsNoDifference() {
        Side one = side(rule("reads", "any", "GET /a/**"));
        Side other =
                side(rule("leaf", "any", "GET /a"), rule("below", "any", "GET /a/*/**"), rule("s", "any", "GET /a/"));

        assertThat(Comparison.of(one, other, SmallWorld.NOW).areNone()).isTrue();
    }

    @Test
    void aWiderTemplateIsShownByTheShortestPathThatItAdds() {
        Differences differences = Comparison.of(
                side(rule("reads", "pay", "GET /a/*")), side(rule("reads", "pay", "GET /a/**")), SmallWorld.NOW);

        assertThat(differences.all()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.WIDENED);
            assertThat(difference.path()).hasToString("/a");
            assertThat(difference.after().rule()).isEqualTo("reads");
            assertThat(difference.requests()).containsExactly("GET /a/**");
        });
    }

    @Test
    void auditModeLetsEverybodyIn() {
        CompiledPolicy enforced = SmallWorld.compiled(SmallWorld.policy(List.of(), List.of(), false));
        PolicySource written = SmallWorld.policy(List.of(), List.of(), false);
        RulesetSource audit = new RulesetSource(SmallWorld.SERVICE, "audit", List.of(), List.of());
        CompiledPolicy audited = SmallWorld.compiled(with(written, written.identities(), List.of(audit)));

        Differences differences = Comparison.of(side(enforced), side(audited), SmallWorld.NOW);

        assertThat(differences.all()).allSatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.WIDENED);
            assertThat(difference.after().because()).startsWith("audit mode lets it pass");
        });
        assertThat(told(differences)).extracting(Seen::caller).containsExactlyInAnyOrderElementsOf(SmallWorld.CALLERS);
    }

    @Test
    void aRenamedIdentityIsTheSameCaller() {
        PolicySource written = SmallWorld.policy(List.of(rule("reads", "root", "GET /a")), List.of(), false);
        Map<String, IdentitySource> renamed = new LinkedHashMap<>();
        written.identities().forEach((name, identity) -> renamed.put(name.equals("root") ? "admin" : name, identity));
        PolicySource changed = with(
                written,
                renamed,
                List.of(new RulesetSource(
                        SmallWorld.SERVICE, "enforce", List.of(rule("reads", "admin", "GET /a")), List.of())));

        assertThat(Comparison.of(side(SmallWorld.compiled(written)), side(SmallWorld.compiled(changed)), SmallWorld.NOW)
                        .areNone())
                .isTrue();
    }

    @Test
    void anIdentityThatIsGoneCallsAsNobody() {
        PolicySource written = SmallWorld.policy(List.of(rule("reads", "any", "GET /a")), List.of(), false);
        Map<String, IdentitySource> fewer = new LinkedHashMap<>(written.identities());
        fewer.remove("pay");

        Differences differences = Comparison.of(
                side(SmallWorld.compiled(written)),
                side(SmallWorld.compiled(with(written, fewer, written.rulesets()))),
                SmallWorld.NOW);

        assertThat(differences.all()).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.NARROWED);
            assertThat(difference.callerBefore()).isEqualTo("pay");
            assertThat(difference.callerAfter()).isEqualTo("anonymous");
            assertThat(difference.behalf()).isEmpty();
        });
    }

    @Test
    void aRouteInFrontMovesRequestsAndSaysUnderWhichPredicate() {
        CompiledPolicy policy =
                SmallWorld.compiled(SmallWorld.policy(List.of(rule("reads", "any", "GET /**")), List.of(), false));
        ComparedRoute canary = new ComparedRoute("canary", "", templates("/a"), Set.of(), Period.ALWAYS, List.of(ODD));

        Differences differences = Comparison.of(
                new Side(policy, List.of(EVERYTHING)), new Side(policy, List.of(canary, EVERYTHING)), SmallWorld.NOW);

        assertThat(differences.count(Kind.MOVED)).isPositive();
        assertThat(differences.count(Kind.WIDENED)).isPositive();
        assertThat(differences.all()).allSatisfy(difference -> {
            assertThat(difference.routePredicates()).containsExactly(ODD);
            assertThat(difference.situation().headers()).isEmpty();
        });
    }

    @Test
    void aChangeIsFoundAmongRulesThatTellTooManyPathsApart() {
        List<RuleSource> many = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            many.add(rule("r" + n, "pay", "GET /**/x" + n + "/*/y" + n + "/**/z"));
        }
        List<RuleSource> more = new ArrayList<>(many);
        more.add(rule("added", "pay", "GET /plain"));

        Differences differences = Comparison.of(
                side(many.toArray(RuleSource[]::new)), side(more.toArray(RuleSource[]::new)), SmallWorld.NOW);

        assertThat(differences.undecided()).isEmpty();
        assertThat(differences.all()).singleElement().satisfies(difference -> {
            assertThat(difference.after().rule()).isEqualTo("added");
            assertThat(difference.path()).hasToString("/plain");
        });
    }

    private static Side side(RuleSource... allow) {
        return side(SmallWorld.compiled(SmallWorld.policy(List.of(allow), List.of(), false)));
    }

    private static Side side(CompiledPolicy policy) {
        return new Side(policy, List.of(EVERYTHING));
    }

    private static RuleSource rule(String name, String from, String request) {
        return new RuleSource(name, List.of(from), List.of(request), Map.of(), null, null);
    }

    private static PolicySource withOneMore(SmallWorld world, PolicySource written, Random random) {
        RulesetSource ruleset = written.rulesets().get(0);
        List<RuleSource> allow = new ArrayList<>(ruleset.allow());
        List<RuleSource> deny = new ArrayList<>(ruleset.deny());
        (random.nextBoolean() ? allow : deny).addAll(world.rules("more", 2));
        String mode = random.nextInt(6) == 0 ? "audit" : "enforce";
        return with(written, written.identities(), List.of(new RulesetSource(ruleset.protects(), mode, allow, deny)));
    }

    private static PolicySource with(
            PolicySource source, Map<String, IdentitySource> identities, List<RulesetSource> rulesets) {
        return new PolicySource(
                source.levels(),
                source.compartments(),
                source.domains(),
                source.issuers(),
                identities,
                rulesets,
                source.gates());
    }

    private static List<ComparedRoute> routes(Random random) {
        List<ComparedRoute> routes = new ArrayList<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            routes.add(route(random, "r" + n));
        }
        return routes;
    }

    private static List<ComparedRoute> changed(List<ComparedRoute> routes, Random random) {
        List<ComparedRoute> changed = new ArrayList<>(routes);
        changed.set(random.nextInt(changed.size()), route(random, "new"));
        return changed;
    }

    private static ComparedRoute route(Random random, String id) {
        Set<String> methods = random.nextInt(3) == 0 ? Set.of("GET") : Set.of();
        Period during =
                random.nextInt(5) == 0 ? new Period(Instant.parse("2026-12-01T00:00:00Z"), Instant.MAX) : Period.ALWAYS;
        List<String> others = random.nextInt(4) == 0 ? List.of(ODD) : List.of();
        return new ComparedRoute(
                id,
                SERVICES.get(random.nextInt(SERVICES.size())),
                templates(TEMPLATES.get(random.nextInt(TEMPLATES.size()))),
                methods,
                during,
                others);
    }

    private static ComparedRoute route(String id, String service, String template) {
        return new ComparedRoute(id, service, templates(template), Set.of(), Period.ALWAYS, List.of());
    }

    private static List<PathTemplate> templates(String template) {
        return List.of(PathTemplate.from(template).template().orElseThrow());
    }

    private static Set<Seen> told(Differences differences) {
        Set<Seen> told = new HashSet<>();
        for (Difference difference : differences.all()) {
            for (String caller : difference.callers()) {
                told.add(new Seen(
                        difference.kind(),
                        difference.before().service(),
                        difference.after().service(),
                        caller));
            }
        }
        return told;
    }

    private static Set<Seen> tried(Side before, Side after) {
        Set<Seen> tried = new HashSet<>();
        for (Witness call : CALLS) {
            for (boolean odd : List.of(true, false)) {
                Fate was = fate(before, call, odd);
                Fate is = fate(after, call, odd);
                if (was.passes() != is.passes()) {
                    Kind kind = is.passes() ? Kind.WIDENED : Kind.NARROWED;
                    tried.add(new Seen(kind, was.service(), is.service(), call.caller()));
                } else if (was.passes() && !was.service().equals(is.service())) {
                    tried.add(new Seen(Kind.MOVED, was.service(), is.service(), call.caller()));
                }
            }
        }
        return tried;
    }

    /** What becomes of a call, route by route and rule by rule. */
    private static Fate fate(Side side, Witness call, boolean odd) {
        Optional<ComparedRoute> taken = side.routes().stream()
                .filter(route -> route.templates().get(0).matches(call.path())
                        && (route.methods().isEmpty() || route.methods().contains(call.method()))
                        && route.during().contains(call.situation().at())
                        && (route.others().isEmpty() || odd))
                .findFirst();
        if (taken.isEmpty() || taken.get().service().isEmpty()) {
            return new Fate("", taken.isPresent());
        }
        AccessRequest to = call.toRequest(side.policy());
        AccessRequest asked = new AccessRequest(
                to.caller(), to.label(), taken.get().service(), to.method(), to.path(), to.attributes(), to.at());
        return new Fate(
                taken.get().service(), side.policy().ruleByRule().decide(asked).letsThrough());
    }

    private static void assertIsSo(Difference difference, Side before, Side after) {
        Witness call = new Witness(
                difference.caller(),
                difference.behalf(),
                "",
                difference.method(),
                difference.path(),
                difference.situation());
        boolean odd = !difference.routePredicates().isEmpty();
        assertThat(fate(before, call, odd))
                .isEqualTo(new Fate(
                        difference.before().service(), difference.before().passes()));
        assertThat(fate(after, call, odd))
                .isEqualTo(new Fate(
                        difference.after().service(), difference.after().passes()));
    }
}
