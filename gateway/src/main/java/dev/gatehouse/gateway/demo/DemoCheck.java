package dev.gatehouse.gateway.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        return table.failures() == 0;
    }

    private void make(Call call) throws DemoProblem, InterruptedException {
        outcomes.add(new Outcome(call, demo.caller(call.caller()).make(call)));
    }
}
