package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes up a whole policy, as an operator would have written it. */
public final class LargePolicy {
    private static final int RULE_BEHIND_A_GATE = 3;
    private static final String END_OF_GATES = "2099-01-01";

    private final PolicyPlan plan;
    private final Cast cast;
    private final List<RulesetSource> rulesets = new ArrayList<>();
    private final List<GateSource> gates = new ArrayList<>();

    private LargePolicy(PolicyPlan plan) {
        this.plan = plan;
        cast = new Cast(plan);
    }

    /** The policy of this plan, changes included, and without tests. */
    public static PolicySource of(PolicyPlan plan) {
        return new LargePolicy(plan).toSource();
    }

    private PolicySource toSource() {
        List<Cast.Member> services = cast.services();
        for (int number = 0; number < services.size(); number++) {
            rulesets.add(ruleset(number, services.get(number)));
        }
        Map<String, DomainSource> domains = new LinkedHashMap<>();
        domains.put("acme.example", new DomainSource(null));
        domains.put("partner.example", new DomainSource("partner"));
        List<RulesetSource> changed =
                plan.changes() == 0 ? rulesets : new Changes(plan.changes(), plan.seed()).of(rulesets);
        return new PolicySource(
                Cast.LEVELS, Cast.COMPARTMENTS, domains, Set.of(), cast.toSources(), changed, gates, never());
    }

    private RulesetSource ruleset(int number, Cast.Member service) {
        long seed = plan.seed() + 1_000_003L * number;
        RuleMix mix = new RuleMix(cast, service, seed);
        int rules = plan.firstRuleOf(number + 1) - plan.firstRuleOf(number);
        Cast.Member stranger = number % 8 == 4 ? cast.strangerTo(service, new Random(seed)) : null;
        for (int rule = 0; rule < rules; rule++) {
            if (rule == RULE_BEHIND_A_GATE && stranger != null) {
                String request = mix.addFor(stranger, rule);
                gates.add(new GateSource(
                        stranger.name(),
                        service.name(),
                        List.of(request),
                        service.name() + "-team",
                        "REQ-" + number,
                        END_OF_GATES));
            } else {
                mix.add(rule);
            }
        }
        return new RulesetSource(service.name(), mode(number), mix.allow(), mix.deny());
    }

    private static @Nullable String mode(int number) {
        return number % 50 == 7 ? "audit" : null;
    }

    /** Nobody from the street comes to a restricted service, but through those who are open to them. */
    private List<NeverSource> never() {
        List<String> guarded = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int number = 0; number < rulesets.size(); number++) {
            Cast.Member service = cast.services().get(number);
            boolean isOpen = service.floor().equals("public") || mode(number) != null;
            if (isOpen) {
                open.add(service.name());
            } else if (service.level().equals("restricted")) {
                guarded.add(service.name());
            }
        }
        return guarded.isEmpty() ? List.of() : List.of(new NeverSource(guarded, List.of("public"), open, ""));
    }
}
