package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.explain.Explainer;
import dev.gatehouse.gateway.explain.Explanation;
import dev.gatehouse.gateway.explain.ExplanationJson;
import dev.gatehouse.gateway.explain.ExplanationText;
import dev.gatehouse.gateway.explain.Who;
import dev.gatehouse.gateway.explain.WhoResult;
import dev.gatehouse.gateway.recall.PastRequest;
import dev.gatehouse.gateway.recall.PastRequests;
import dev.gatehouse.gateway.recall.Recollection;
import dev.gatehouse.gateway.recall.RecollectionJson;
import dev.gatehouse.gateway.recall.RecollectionText;
import dev.gatehouse.gateway.recall.Recollections;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse explain}: why one request is answered as it is, and what would turn the answer. */
@Command(
        name = "explain",
        description = "Says why a request is allowed or denied, step by step, and what would turn it.",
        footer = {
            "",
            "Examples:",
            "  gatehouse explain --from checkout --send \"POST /ledger/entries\" config/",
            "  gatehouse explain --from web --on-behalf-of anonymous --send \"GET /shop?q=1\" \\",
            "      --header x-tenant:a --at 2026-12-24T12:00Z config/",
            "  gatehouse explain --trace ID          a request that happened, from its event in Kafka"
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AskedRequest asked = new AskedRequest();

    @Option(
            names = "--trace",
            paramLabel = "ID",
            description = "The request with this id, as in X-Request-Id, by the rules that it ran under.")
    private @Nullable String trace;

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "A YAML file, or a folder whose YAML files are read together.")
    private @Nullable Path path;

    @Override
    public Integer call() {
        String id = trace;
        return id == null ? explain() : recall(id);
    }

    private int explain() {
        Path files = path;
        if (files == null) {
            throw new ParameterException(spec.commandLine(), "which configuration? name its file or folder");
        }
        AskedRequest.Read question =
                asked.read(spec.commandLine(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Optional<Generation> generation = load(files);
        if (generation.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        WhoResult who = WhoResult.of(generation.get().policy(), question.from(), question.behalf());
        if (who instanceof WhoResult.Unknown unknown) {
            throw new ParameterException(
                    spec.commandLine(), "unknown identity `" + unknown.name() + "`: " + unknown.help());
        }
        Explainer explainer = new Explainer(
                generation.get().rules(), generation.get().settings().trustedProxies(), Instant.now());
        return print(explainer.explain((Who) who, question.question()));
    }

    private int recall(String id) {
        if (asked.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "`--trace` says what was sent; leave --from and --send out");
        }
        if (!PastRequests.isId(id)) {
            throw new ParameterException(
                    spec.commandLine(), "`--trace` takes 32 hexadecimal digits, with dashes or without");
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            Optional<PastRequest> request =
                    PastRequests.find(broker.access(), id, new ProgressLine(err, System::nanoTime));
            if (request.isEmpty()) {
                err.println("no event of " + id + " in Kafka at " + broker.bootstrap());
                err.println("   = help: requests are kept for 3 days, denials for 30; it may also be on its way");
                return ExitCode.PROBLEM;
            }
            Optional<Recollection> recollection = recollect(request.get());
            return recollection.map(this::print).orElse(ExitCode.PROBLEM);
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
    }

    private Optional<Recollection> recollect(PastRequest request) {
        Path files = path;
        String hash = request.hash().orElse("");
        if (files != null) {
            return load(files).map(generation -> {
                boolean isSame = generation.hash().equals(hash);
                String source = isSame
                        ? "read from " + files + ", which is the same"
                        : "read from " + files + ", which is ANOTHER one: " + generation.hash();
                return Recollection.by(request, generation.rules(), source, isSame);
            });
        }
        return Optional.of(Recollections.fromKafka(broker.access(), request));
    }

    private int print(Recollection recollection) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? RecollectionJson.of(recollection) : RecollectionText.of(recollection));
        out.flush();
        return recollection.isHeld() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private Optional<Generation> load(Path files) {
        ConfigResult result = new ConfigLoader().loadUntested(files);
        if (result.generation().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.print(ProblemPrinter.print(result.problems()));
            err.print(ProblemPrinter.summary(result.problems(), "nothing can be explained by this configuration"));
            err.flush();
        }
        return result.generation();
    }

    private int print(Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? ExplanationJson.of(explanation) : ExplanationText.of(explanation));
        out.flush();
        return explanation.isHeld() ? ExitCode.OK : ExitCode.PROBLEM;
    }
}
