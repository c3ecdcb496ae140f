package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written about one service, to be changed and compiled again. The rest of the policy is as it was, without
 * the rules of other services.
 */
record Draft(
        PolicySource base,
        String service,
        @Nullable String mode,
        List<RuleSource> allow,
        List<RuleSource> deny,
        List<GateSource> gates) {

    static Draft of(CompiledPolicy policy, AccessRequest request) {
        PolicySource all = policy.source();
        String service = request.service();
        List<RulesetSource> own = all.rulesets().stream()
                .filter(ruleset -> ruleset.protects().equals(service))
                .toList();
        return new Draft(
                all,
                service,
                own.isEmpty() ? null : own.get(0).mode(),
                own.stream().flatMap(ruleset -> ruleset.allow().stream()).toList(),
                own.stream().flatMap(ruleset -> ruleset.deny().stream()).toList(),
                all.gates().stream().filter(gate -> gate.to().equals(service)).toList());
    }

    Draft enforced() {
        return new Draft(base, service, "enforce", allow, deny, gates);
    }

    Draft withAllow(RuleSource rule) {
        return new Draft(base, service, mode, with(allow, rule), deny, gates);
    }

    Draft withDeny(RuleSource rule) {
        return new Draft(base, service, mode, allow, with(deny, rule), gates);
    }

    Draft withGate(GateSource gate) {
        return new Draft(base, service, mode, allow, deny, with(gates, gate));
    }

    Draft withoutAllow(String name) {
        return new Draft(base, service, mode, without(allow, name), deny, gates);
    }

    Draft withoutDeny(String name) {
        return new Draft(base, service, mode, allow, without(deny, name), gates);
    }

    Draft withoutGatesOf(String caller) {
        List<GateSource> others =
                gates.stream().filter(gate -> !gate.from().equals(caller)).toList();
        return new Draft(base, service, mode, allow, deny, others);
    }

    PolicyResult compile(Instant now) {
        RulesetSource ruleset = new RulesetSource(service, mode, allow, deny);
        return PolicyCompiler.compile(
                new PolicySource(
                        base.levels(),
                        base.compartments(),
                        base.domains(),
                        base.issuers(),
                        base.identities(),
                        List.of(ruleset),
                        gates),
                now);
    }

    private static <T> List<T> with(List<T> all, T another) {
        return Stream.concat(all.stream(), Stream.of(another)).toList();
    }

    private static List<RuleSource> without(List<RuleSource> all, String name) {
        return all.stream().filter(rule -> !rule.name().equals(name)).toList();
    }
}
