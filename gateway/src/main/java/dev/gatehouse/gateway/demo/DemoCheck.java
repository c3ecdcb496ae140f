package dev.gatehouse.gateway.demo;

import dev.gatehouse.gateway.ledger.LedgerReading;
import dev.gatehouse.gateway.ledger.LedgerText;
import dev.gatehouse.gateway.ledger.LedgerVerdict;
import dev.gatehouse.gateway.recall.Recollection;
import dev.gatehouse.gateway.recall.RecollectionText;
import dev.gatehouse.gateway.recall.Recollections;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls a running demonstration from outside, reads from Kafka what it wrote about each call, and compares both with
 * what was promised.
 */
public final class DemoCheck {
    private static final Duration EVENTS_DEADLINE = Duration.ofSeconds(60);

    private final Demo demo;
    private final List<Outcome> outcomes = new ArrayList<>();

    private DemoCheck(Demo demo) {
        this.demo = demo;
    }

    public static DemoCheck of(Demo demo) {
        return new DemoCheck(demo);
    }

    /** Makes the calls and prints the table. Says whether all was as it has to be. */
    public boolean run(PrintWriter out) throws DemoProblem, InterruptedException {
        // A little earlier than now: broker and events may be stamped by clocks that were read before ours.
        Instant since = Instant.now().minusSeconds(5);
        for (Call call : Calls.ordinary()) {
            make(call);
        }
        Backend web = demo.backend("web");
        web.restartAs(demo.credentials().of("checkout"));
        make(Calls.toAnImpostor());
        web.restartAs(demo.credentials().of("web"));
        make(Calls.toTheRightOneAgain());

        Recorded recorded = Recorded.read(demo.bootstrapServers(), since, outcomes, EVENTS_DEADLINE);
        CheckTable table = new CheckTable();
        outcomes.forEach(outcome -> table.add(outcome, recorded.about(outcome)));
        out.println();
        table.print(out);
        boolean isExplained = explainADenial(out);
        boolean isWhole = verifyTheLedger(out);
        return table.failures() == 0 && isExplained && isWhole;
    }

    /** Stops the gateway and proves from Kafka that nothing of it is missing, as {@code gatehouse ledger verify} does. */
    private boolean verifyTheLedger(PrintWriter out) {
        String boot = demo.stopGateway();
        LedgerVerdict verdict = new LedgerReading(
                        new KafkaAccess(demo.bootstrapServers(), Map.of()), Optional.empty(), InstantSource.system())
                .read((read, share) -> {})
                .of(boot);
        out.println("and whether telemetry is complete, now that the gateway has stopped:\n");
        out.println(LedgerText.of(verdict));
        out.flush();
        return verdict.isWhole();
    }

    /** Explains the first denial, from Kafka alone, as {@code gatehouse explain --trace} does. */
    private boolean explainADenial(PrintWriter out) {
        Optional<Outcome> denied = outcomes.stream()
                .filter(outcome -> outcome.answer().status() == 403)
                .findFirst();
        Optional<Recollection> recalled = denied.flatMap(outcome -> Recollections.of(
                new KafkaAccess(demo.bootstrapServers(), Map.of()),
                outcome.answer().traceId()));
        out.println();
        out.println(recalled.map(known -> "and why the first denial, by its trace id:\n\n" + RecollectionText.of(known))
                .orElse("the first denial cannot be explained: its event is not there"));
        out.flush();
        return recalled.filter(known -> known.isHeld() && known.explanation().isPresent())
                .isPresent();
    }

    private void make(Call call) throws DemoProblem, InterruptedException {
        outcomes.add(new Outcome(call, demo.caller(call.caller()).make(call)));
    }
}
