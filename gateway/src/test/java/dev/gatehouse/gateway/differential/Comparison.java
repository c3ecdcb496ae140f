package dev.gatehouse.gateway.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the exchange of a case on both paths, and holds each against what is right and one against the other. */
final class Comparison {
    private final Gateway gateway;

    Comparison(Gateway gateway) {
        this.gateway = gateway;
    }

    void check(Case asked) throws Exception {
        assertThat(gateway.path(asked, Lane.FILTER)).startsWith("filter path");
        assertThat(gateway.path(asked, Lane.FAST)).isEqualTo("fast path");
        Optional<String> known = KnownDifferences.reason(asked);
        Observed fast = observe(asked, Lane.FAST);
        Observed filter = observe(asked, Lane.FILTER);
        isRight(asked, fast, Lane.FAST);
        if (known.isPresent()) {
            assertThatThrownBy(() -> isRight(asked, filter, Lane.FILTER))
                    .as("the filter path is right, and yet listed: " + known.get())
                    .isInstanceOf(AssertionError.class);
        } else {
            isRight(asked, filter, Lane.FILTER);
            assertThat(filter).hasToString(fast.toString());
        }
    }

    private static void isRight(Case asked, Observed observed, Lane lane) {
        assertThat(observed.failures()).as(lane + "\n" + observed).isEmpty();
        try {
            asked.right().accept(observed);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError(lane + ": " + wrong.getMessage() + "\n" + observed, wrong);
        }
    }

    private Observed observe(Case asked, Lane lane) throws Exception {
        ScriptedBackend backend = gateway.backend(asked, lane);
        Signals signals = new Signals();
        Script script = asked.backend();
        if (script == null) {
            backend.refuse();
        } else {
            backend.play(script, signals);
        }
        List<String> failures = new ArrayList<>();
        try (backend;
                Wire client = connect(asked, lane, signals)) {
            try {
                asked.client().play(client);
            } catch (Exception | AssertionError e) {
                failures.add("the client: " + e);
            }
            failures.addAll(backend.finish());
            Normal normal = new Normal(backend.port());
            return new Observed(
                    backend.connections().stream()
                            .map(wire -> side(wire, normal))
                            .toList(),
                    side(client, normal),
                    failures);
        }
    }

    private Wire connect(Case asked, Lane lane, Signals signals) throws IOException {
        return new Wire(gateway.connect(), 0, signals, bytes -> lane.address(bytes, asked.name()));
    }

    private static Observed.Side side(Wire wire, Normal normal) {
        return new Observed.Side(
                wire.messages().stream().map(normal::message).toList(),
                wire.notes().stream().map(normal::text).toList());
    }
}
