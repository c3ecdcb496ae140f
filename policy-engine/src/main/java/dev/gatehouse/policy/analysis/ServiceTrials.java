package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.identity.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials of all rules of one service, one after the other. */
final class ServiceTrials {
    private final ServiceCalls calls;
    private final List<Identity> everybody;
    private final Instant now;
    private final Patience patience;
    private final Live live = new Live();
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, List<Cell>> cellsOf = new HashMap<>();
    private final List<DeadRule> found = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();

    ServiceTrials(Target target, ServiceCalls calls, List<Identity> everybody, Instant now, Patience patience) {
        this.calls = calls;
        this.everybody = everybody;
        this.now = now;
        this.patience = patience;
        target.ruleset().allow().forEach(rule -> rules.put(rule.name(), rule));
        target.ruleset().deny().forEach(rule -> rules.put(rule.name(), rule));
        calls.cells()
                .forEach(cell -> cell.candidates()
                        .get(0)
                        .rules()
                        .forEach(rule -> cellsOf.computeIfAbsent(rule.name(), name -> new ArrayList<>())
                                .add(cell)));
    }

    /** Tries the rules of these names, which are written under this path, the last first. */
    void tryAll(String path, List<String> names, boolean areAllow) {
        for (int i = names.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(names.get(i));
            if (rule != null) {
                tryOne(path + "[" + i + "]", rule, areAllow);
            }
        }
    }

    private void tryOne(String path, Rule rule, boolean isAllow) {
        List<Cell> cells = cellsOf.getOrDefault(rule.name(), List.of());
        RuleTrial trial = new RuleTrial(path, rule, isAllow, cells, this);
        Optional<DeadRule> dead = calls.areComplete() ? trial.verdict() : Optional.empty();
        if (trial.gaveUp() || !calls.areComplete()) {
            undecided.add(path);
        } else if (dead.isPresent()) {
            live.bury(rule);
            found.add(dead.get());
        }
    }

    Live live() {
        return live;
    }

    ServiceCalls calls() {
        return calls;
    }

    List<Identity> everybody() {
        return everybody;
    }

    Instant now() {
        return now;
    }

    Patience patience() {
        return patience;
    }

    List<DeadRule> found() {
        return List.copyOf(found);
    }

    /** The paths of the rules of which nothing could be found out. */
    List<String> undecided() {
        return List.copyOf(undecided);
    }
}
