package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a large configuration for whoever wants to know how the gateway bears it. */
@Command(
        name = "load-tests/policies",
        description = {
            "Writes a whole configuration with a large, made-up policy into a folder, ready for `gatehouse check`,",
            "`diff` and `run`. The same options give the same YAML; the certificates are made anew."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:the folder cannot be written", "2:the command was used wrongly"})
public final class WritePolicies implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "Where to; made if it is missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--rules",
            defaultValue = "10000",
            description = "Allow and deny rules (default: ${DEFAULT-VALUE}).")
    private int rules;

    @Option(
            names = "--identities",
            defaultValue = "2000",
            description = "Callers and services (default: ${DEFAULT-VALUE}).")
    private int identities;

    @Option(
            names = "--services",
            defaultValue = "200",
            description = "Services, each with a ruleset and a route (default: ${DEFAULT-VALUE}).")
    private int services;

    @Option(names = "--tests", defaultValue = "200", description = "Tests in the rulesets (default: ${DEFAULT-VALUE}).")
    private int tests;

    @Option(
            names = "--change",
            defaultValue = "0",
            paramLabel = "K",
            description = "Writes K of the rules otherwise, to have something to compare (default: ${DEFAULT-VALUE}).")
    private int change;

    @Option(names = "--seed", defaultValue = "20261123", description = "Another one gives another policy.")
    private long seed;

    @Option(names = "--port", defaultValue = "8443", description = "The public port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "9090",
            description = "The port of the management (default: ${DEFAULT-VALUE}).")
    private int managementPort;

    @Option(
            names = "--service-port",
            defaultValue = "9443",
            description = "Where all services are, on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int servicePort;

    @Option(names = "--kafka", defaultValue = "127.0.0.1:9092", description = "The broker (default: ${DEFAULT-VALUE}).")
    private String kafka = "";

    private WritePolicies() {}

    static CommandLine commandLine() {
        return new CommandLine(new WritePolicies());
    }

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() {
        PolicySource policy = Tested.with(LargePolicy.of(plan()), tests, seed);
        try {
            new ConfigurationFolder(folder)
                    .write(
                            policy,
                            new Ports(port, managementPort, servicePort, Map.of()),
                            kafka,
                            new Credentials(policy, Clock.systemUTC()));
        } catch (IOException failure) {
            spec.commandLine().getErr().println("load-tests/policies: cannot write: " + failure.getMessage());
            return 1;
        }
        spec.commandLine()
                .getOut()
                .println(folder + ": " + rules + " rules, " + change + " of them changed, for " + services
                        + " services and " + identities + " identities, with " + tests + " tests");
        return 0;
    }

    private PolicyPlan plan() {
        if (tests < 0 || tests > 100_000) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "tests must be from 0 to 100000, not " + tests);
        }
        try {
            return new PolicyPlan(rules, identities, services, seed, change);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }
}
