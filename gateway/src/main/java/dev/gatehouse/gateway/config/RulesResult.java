package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.Optional;

/** What became of published texts: their rules, or why they cannot be read here. */
public record RulesResult(Optional<Rules> rules, List<Problem> problems) {
    public RulesResult {
        problems = List.copyOf(problems);
    }
}
