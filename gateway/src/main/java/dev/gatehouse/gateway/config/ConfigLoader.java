package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.trust.TrustLevel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * From the operator's files to a generation, or to everything that is wrong with them.
 *
 * <p>Reading goes on behind a problem, so that all of them come in one go. Nothing is thrown for a bad file.
 */
public final class ConfigLoader {
    private static final long FIRST_GENERATION = 1;

    private final Clock clock;
    private final Map<String, String> environment;

    /** Reads with the clock and the environment of this process. */
    public ConfigLoader() {
        this(Clock.systemUTC(), System.getenv());
    }

    public ConfigLoader(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /** One file, or a folder whose YAML files are read as one. */
    public ConfigResult load(Path fileOrFolder) {
        return load(fileOrFolder, Rehearsal.WHOLE);
    }

    /** The same without running the rulesets' tests and without the warnings of a review, for who asks otherwise. */
    public ConfigResult loadUntested(Path fileOrFolder) {
        return load(fileOrFolder, Rehearsal.WITHOUT_TESTS);
    }

    private ConfigResult load(Path fileOrFolder, Rehearsal rehearsal) {
        Problems problems = new Problems();
        Reading reading = new Reading(problems, new Variables(environment));
        Written written = new Written();
        written.files.addAll(new ConfigFiles(problems).read(fileOrFolder));
        boolean isComplete = read(reading, written);
        Optional<GatewaySettings> settings =
                written.gateway().map(section -> new GatewayReader(reading, clock).read(section));
        TrustCompiler trust = new TrustCompiler(clock);
        TrustBundles bundles = trust.bundles(written.domainFiles);
        TokenVerifier tokens = trust.tokens(written.issuers);
        if (!isComplete) {
            // A file that cannot be read may define what the others name: to go on would blame them.
            return new ConfigResult.Rejected(problems.all());
        }
        return compile(written, problems, rehearsal, settings, bundles, tokens);
    }

    /**
     * Only where events go, for who reads them there. What else is in the files need not be in order, nor need the
     * certificates and keys be on this machine.
     */
    public ReportingResult reporting(Path fileOrFolder) {
        Problems problems = new Problems();
        Reading reading = new Reading(problems, new Variables(environment));
        Written written = new Written();
        written.files.addAll(new ConfigFiles(problems).read(fileOrFolder));
        if (!read(reading, written)) {
            return new ReportingResult(Optional.empty(), problems.all());
        }
        List<Problem> elsewhere = problems.all();
        GatewaySettings.Reporting reporting =
                new ReportingReader(reading).read(written.gateway().flatMap(section -> section.get("telemetry")));
        List<Problem> found = problems.all().stream()
                .filter(problem -> !elsewhere.contains(problem))
                .toList();
        boolean isUsable = found.stream().noneMatch(Problem::isError);
        return new ReportingResult(isUsable ? Optional.of(reporting) : Optional.empty(), found);
    }

    /**
     * The rules in published texts. What only serving needs, such as certificates and keys, is passed over: it is
     * neither in the texts nor on this machine.
     */
    public RulesResult rules(List<PublicText> texts) {
        Problems problems = new Problems();
        Written written = new Written();
        texts.forEach(text -> written.files.add(SourceFile.of(Path.of(text.name()), text.name(), text.text())));
        if (!read(new Reading(problems, new Variables(environment)), written)) {
            return new RulesResult(Optional.empty(), problems.all());
        }
        PolicyResult policy = PolicyCompiler.compile(written.policy(), clock.instant());
        policy.problems().forEach(problem -> report(problem, problems));
        RouteTable routes = new RoutesCompiler(written, problems).compile();
        Optional<Rules> rules = policy.compiled()
                .filter(compiled -> !problems.hasErrors())
                .map(compiled -> new Rules(routes, compiled));
        return new RulesResult(rules, problems.all());
    }

    /** Whether every file could be read; what is wrong inside of them does not matter here. */
    private static boolean read(Reading reading, Written written) {
        Problems problems = reading.problems();
        Map<SourceFile, Optional<Node>> trees = new LinkedHashMap<>();
        YamlComposer composer = new YamlComposer(problems);
        written.files.forEach(file -> trees.put(file, composer.compose(file)));
        boolean isComplete = !problems.hasErrors();
        RootReader root = new RootReader(reading, written);
        trees.forEach((file, tree) -> tree.ifPresent(node -> {
            written.trees.add(node);
            written.texts.add(PublicText.of(file, node));
            root.read(file, node);
        }));
        if (isComplete) {
            trees.forEach((file, tree) -> {
                if (tree.isEmpty()) {
                    problems.add(
                            Problem.ofFile(file.name(), "the file is empty", "write `version: 1` and what follows"));
                    written.mayLackSections = true;
                }
            });
        }
        return isComplete;
    }

    private static boolean lacks(@Nullable Section section, Written written) {
        return section == null && !written.mayLackSections;
    }

    private ConfigResult compile(
            Written written,
            Problems problems,
            Rehearsal rehearsal,
            Optional<GatewaySettings> settings,
            TrustBundles bundles,
            TokenVerifier tokens) {
        SourceFile first = written.files.get(0);
        if (lacks(written.gateway, written)) {
            problems.add(Problem.ofFile(first.name(), "`gateway` is missing", "say where to listen"));
        }
        if (lacks(written.trust, written)) {
            problems.add(Problem.ofFile(first.name(), "`trust` is missing", "name at least its `levels`"));
        }
        if (written.trust == null) {
            problems.excuse("trust.levels");
        }
        Instant now = clock.instant();
        PolicyResult policy = PolicyCompiler.compile(written.policy(), now);
        policy.problems().forEach(problem -> report(problem, problems));
        RouteTable routes = new RoutesCompiler(written, problems).compile();
        settings.ifPresent(known -> checkOwnIdentity(known, written, problems));
        if (!problems.hasErrors()) {
            policy.compiled()
                    .map(compiled -> rehearsal.of(compiled, routes, now))
                    .ifPresent(found -> found.forEach(problem -> report(problem, problems)));
        }
        if (settings.isEmpty() || policy.compiled().isEmpty() || problems.hasErrors()) {
            return new ConfigResult.Rejected(problems.all());
        }
        Generation generation = new Generation(
                FIRST_GENERATION,
                ConfigHash.of(written.trees),
                settings.get(),
                bundles,
                routes,
                policy.compiled().get(),
                tokens,
                levels(written.levels),
                new Generation.Size(
                        written.files.size(),
                        written.routes.size(),
                        written.rulesets.size(),
                        written.identities.size()),
                written.texts);
        return new ConfigResult.Accepted(generation, problems.all());
    }

    private static List<TrustLevel> levels(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(rank -> new TrustLevel(names.get(rank), rank))
                .toList();
    }

    private static void report(PolicyProblem problem, Problems problems) {
        problems.report(problem.path(), problem.message(), problem.help(), problem.isError());
    }

    private static void checkOwnIdentity(GatewaySettings settings, Written written, Problems problems) {
        boolean isAsked = written.routes.stream().anyMatch(RouteSource::isNamed);
        boolean isWritten =
                written.gateway().flatMap(section -> section.get("identity")).isPresent();
        if (isAsked && settings.identity().isEmpty() && !isWritten) {
            problems.report(
                    "gateway",
                    "`identity` is missing: the gateway cannot say to the upstreams who it is",
                    "give the certificate and key of its SVID: `identity: { certificate: …, key: … }`",
                    true);
        }
    }
}
