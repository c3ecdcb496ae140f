package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.Gate;
import java.util.Map;
import java.util.Optional;

/**
 * Judges by asking each rule in turn.
 *
 * <p>Written to be obviously right, so that a faster engine can be held against it.
 */
final class RuleByRuleEngine implements PolicyEngine {
    private static final Decision UNPROTECTED = new Unprotected();

    private final Identities identities;
    private final Map<String, Ruleset> rulesets;
    private final String hash;

    RuleByRuleEngine(Identities identities, Map<String, Ruleset> rulesets, String hash) {
        this.identities = identities;
        this.rulesets = Map.copyOf(rulesets);
        this.hash = hash;
    }

    @Override
    public Decision decide(AccessRequest request) {
        if (request.service().isEmpty()) {
            return UNPROTECTED;
        }
        try {
            return judge(request);
        } catch (RuntimeException e) {
            return new JudgementFailed(e);
        }
    }

    private Decision judge(AccessRequest request) {
        Optional<Identity> service = identities.named(request.service());
        Ruleset ruleset = rulesets.getOrDefault(request.service(), Ruleset.SILENT);
        if (service.isEmpty()) {
            return notAllowed(ruleset);
        }
        for (Rule rule : ruleset.deny()) {
            if (rule.matches(request)) {
                return new DeniedByRule(rule, ruleset.isEnforced());
            }
        }
        Optional<Gate> gate = Optional.empty();
        if (!request.label().dominates(service.get().floor())) {
            gate = openGate(ruleset, request);
            if (gate.isEmpty()) {
                return new DeniedByLattice(service.get(), ruleset.isEnforced(), new RuleByRuleMisses(ruleset));
            }
        }
        for (Rule rule : ruleset.allow()) {
            if (rule.matches(request)) {
                return new Allowed(rule, gate.orElse(null), ruleset.isEnforced());
            }
        }
        return notAllowed(ruleset);
    }

    private static Decision notAllowed(Ruleset ruleset) {
        return new NotAllowed(ruleset.isEnforced(), new RuleByRuleMisses(ruleset));
    }

    private static Optional<Gate> openGate(Ruleset ruleset, AccessRequest request) {
        String caller = request.caller().name();
        return ruleset.gates().stream()
                .filter(gate -> gate.lifts(caller, request.service(), request.method(), request.path(), request.at()))
                .findFirst();
    }

    @Override
    public String hash() {
        return hash;
    }
}
