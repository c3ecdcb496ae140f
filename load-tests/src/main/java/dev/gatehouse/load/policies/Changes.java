package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes some rules otherwise: in turn, one speaks of one more request, one asks for one more header, one does not
 * hold before 2098, one is taken out.
 */
final class Changes {
    private static final String LATER = "2098-01-01/2099-01-01";

    private final int count;
    private final long seed;

    private Set<Integer> chosen = Set.of();
    private int seen;
    private int changed;

    Changes(int count, long seed) {
        this.count = count;
        this.seed = seed;
    }

    List<RulesetSource> of(List<RulesetSource> rulesets) {
        chosen = choose(rulesets.stream()
                .mapToInt(ruleset -> ruleset.allow().size() + ruleset.deny().size())
                .sum());
        return rulesets.stream()
                .map(ruleset -> new RulesetSource(
                        ruleset.protects(), ruleset.mode(), rules(ruleset.allow()), rules(ruleset.deny())))
                .toList();
    }

    private Set<Integer> choose(int rules) {
        Random random = new Random(seed + 1);
        Set<Integer> numbers = new TreeSet<>();
        while (numbers.size() < Math.min(count, rules)) {
            numbers.add(random.nextInt(rules));
        }
        return numbers;
    }

    private List<RuleSource> rules(List<RuleSource> rules) {
        List<RuleSource> all = new ArrayList<>();
        for (RuleSource rule : rules) {
            if (chosen.contains(seen++)) {
                change(rule).ifPresent(all::add);
            } else {
                all.add(rule);
            }
        }
        return all;
    }

    private Optional<RuleSource> change(RuleSource rule) {
        return switch (changed++ % 4) {
            case 0 -> Optional.of(withRequest(rule, rule.requests().get(0) + "/more"));
            case 1 -> Optional.of(withHeader(rule));
            case 2 ->
                Optional.of(
                        new RuleSource(rule.name(), rule.from(), rule.requests(), rule.when(), LATER, rule.reason()));
            default -> Optional.empty();
        };
    }

    private static RuleSource withRequest(RuleSource rule, String request) {
        List<String> requests = new ArrayList<>(rule.requests());
        // What ends in ** speaks of everything below already.
        requests.add(request.replace("/**/more", "-more/**"));
        return new RuleSource(rule.name(), rule.from(), requests, rule.when(), rule.during(), rule.reason());
    }

    private static RuleSource withHeader(RuleSource rule) {
        Map<String, Condition> when = new LinkedHashMap<>(rule.when());
        when.put("header.x-change", Condition.equalTo("CHG-7"));
        return new RuleSource(rule.name(), rule.from(), rule.requests(), when, rule.during(), rule.reason());
    }
}
