package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.NeverSource;
import java.util.List;

/** Reads the {@code never} lines; whether the rules keep them is for the engine to say. */
final class NeverReader {
    private static final List<String> KEYS = List.of("reach", "from", "except-through");

    // Stands for a line that could not be read, so that those behind it keep their numbers.
    private static final NeverSource NO_LINE = new NeverSource(List.of(), List.of(), List.of(), "");

    private final Written written;

    NeverReader(Written written) {
        this.written = written;
    }

    void read(Value value) {
        for (Value item : value.items("never", written.neverSeen)) {
            written.neverSeen++;
            written.never.add(item.section("never", KEYS).map(NeverReader::line).orElse(NO_LINE));
        }
    }

    private static NeverSource line(Section section) {
        return new NeverSource(
                section.need("reach").map(value -> value.oneOrMore("reach")).orElse(List.of()),
                section.need("from").map(value -> value.oneOrMore("from")).orElse(List.of()),
                section.get("except-through")
                        .map(value -> value.oneOrMore("except-through"))
                        .orElse(List.of()),
                section.self().position());
    }
}
