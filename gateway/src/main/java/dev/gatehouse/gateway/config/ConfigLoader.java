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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
        Problems problems = new Problems();
        Reading reading = new Reading(problems, new Variables(environment));
        Written written = new Written();
        RootReader root = new RootReader(reading, written);
        YamlComposer composer = new YamlComposer(problems);
        boolean complete = true;
        for (SourceFile file : new ConfigFiles(problems).read(fileOrFolder)) {
            written.files.add(file);
            var node = composer.compose(file);
            complete &= node.isPresent();
            node.ifPresent(tree -> root.read(file, tree));
        }
        if (written.files.isEmpty() || !complete) {
            // A file that cannot be read may define what the others name: to go on would blame them.
            return new ConfigResult.Rejected(emptyFilesReported(problems, written));
        }
        return compile(written, reading);
    }

    private static List<Problem> emptyFilesReported(Problems problems, Written written) {
        if (!problems.hasErrors()) {
            written.files.stream()
                    .filter(file ->
                            file.text().isBlank() || file.lines().stream().allMatch(ConfigLoader::isSilent))
                    .forEach(file -> problems.add(
                            Problem.ofFile(file.name(), "the file is empty", "write `version: 1` and what follows")));
        }
        return problems.all();
    }

    private static boolean isSilent(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private ConfigResult compile(Written written, Reading reading) {
        Problems problems = reading.problems();
        SourceFile first = written.files.get(0);
        if (written.gateway == null && !written.mayLackSections) {
            problems.add(Problem.ofFile(first.name(), "`gateway` is missing", "say where to listen"));
        }
        Optional<GatewaySettings> settings =
                written.gateway().map(section -> new GatewayReader(reading, clock).read(section));
        if (written.trust == null && !written.mayLackSections) {
            problems.add(Problem.ofFile(first.name(), "`trust` is missing", "name at least its `levels`"));
        }
        TrustCompiler trust = new TrustCompiler(clock);
        TrustBundles bundles = trust.bundles(written.domainFiles);
        TokenVerifier tokens = trust.tokens(written.issuers);
        PolicyResult policy = PolicyCompiler.compile(written.policy(), clock.instant());
        policy.problems().forEach(problem -> report(problem, problems));
        RouteTable routes = new RoutesCompiler(written, problems).compile();
        settings.ifPresent(known -> checkOwnIdentity(known, written, problems));
        if (settings.isEmpty() || policy.compiled().isEmpty() || problems.hasErrors()) {
            return new ConfigResult.Rejected(problems.all());
        }
        Generation generation = new Generation(
                FIRST_GENERATION,
                ConfigHash.of(written.files),
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
                        written.identities.size()));
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
