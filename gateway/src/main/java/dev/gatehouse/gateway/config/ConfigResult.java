package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.Optional;

/** What became of the operator's files: a generation to serve, or everything that is wrong with them. */
public sealed interface ConfigResult {

    /** Empty when the files were rejected. */
    Optional<Generation> generation();

    /** Everything worth a word, in the order of the files; only warnings when they were accepted. */
    List<Problem> problems();

    /** Files without errors. */
    record Accepted(Generation accepted, List<Problem> warnings) implements ConfigResult {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        public Optional<Generation> generation() {
            return Optional.of(accepted);
        }

        @Override
        public List<Problem> problems() {
            return warnings;
        }
    }

    /** Files with at least one error. */
    record Rejected(List<Problem> problems) implements ConfigResult {
        public Rejected {
            problems = List.copyOf(problems);
        }

        @Override
        public Optional<Generation> generation() {
            return Optional.empty();
        }
    }
}
