package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.trust.Gate;
import java.util.Optional;

/** Why a call can pass. */
public sealed interface Way {
    Way AUDITED = new Audited();

    /** The rule that lets it pass, empty when none is asked. */
    Optional<Rule> rule();

    /** The gate that lifts the lattice for it, empty when none is needed. */
    default Optional<Gate> gate() {
        return Optional.empty();
    }

    /** The shortest name of the way, for a label. */
    String name();

    /** In a clause, with the place where it is written. */
    @Override
    String toString();

    static Way by(Rule rule) {
        return new ByRule(rule);
    }

    static Way by(Rule rule, Gate gate) {
        return new ThroughGate(rule, gate);
    }

    private static String shown(String name, String position) {
        return "`" + name + "`" + (position.isEmpty() ? "" : " (" + position + ")");
    }

    /** A rule allows it, and the lattice does not stand before it. */
    record ByRule(Rule matched) implements Way {
        @Override
        public Optional<Rule> rule() {
            return Optional.of(matched);
        }

        @Override
        public String name() {
            return matched.name();
        }

        @Override
        public String toString() {
            return "rule " + shown(matched.name(), matched.position());
        }
    }

    /** A rule allows it, and a gate lifts the lattice. */
    record ThroughGate(Rule matched, Gate lifting) implements Way {
        @Override
        public Optional<Rule> rule() {
            return Optional.of(matched);
        }

        @Override
        public Optional<Gate> gate() {
            return Optional.of(lifting);
        }

        @Override
        public String name() {
            return matched.name();
        }

        @Override
        public String toString() {
            return "rule " + shown(matched.name(), matched.position()) + ", through the gate of "
                    + shown(lifting.owner(), lifting.reason());
        }
    }

    /** The ruleset is in audit mode: whatever it says, every call is let through. */
    record Audited() implements Way {
        @Override
        public Optional<Rule> rule() {
            return Optional.empty();
        }

        @Override
        public String name() {
            return "audit mode";
        }

        @Override
        public String toString() {
            return "audit mode: everybody is let through";
        }
    }
}
