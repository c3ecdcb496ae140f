package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator could write otherwise to turn an answer.
 *
 * <p>Each change is written into the policy, which is compiled and asked again; it is told with what the engine said
 * then.
 */
final class PolicyTurns {
    private static final int MOST_CHANGES = 6;
    private static final Duration TRIAL = Duration.ofDays(1);

    private final Draft draft;
    private final AccessRequest request;
    private final Instant loadedAt;
    private final String caller;
    private final String requested;

    PolicyTurns(CompiledPolicy policy, AccessRequest request, Instant loadedAt) {
        this.draft = Draft.of(policy, request);
        this.request = request;
        this.loadedAt = loadedAt;
        caller = request.caller().name();
        requested = request.method() + " " + request.path();
    }

    /** What would let the call pass: one change after the other, until the engine says yes. */
    List<Turn> toAllow(Decision denial) {
        List<Turn> turns = new ArrayList<>();
        if (!denial.isEnforced()) {
            decide(draft.enforced())
                    .filter(decision -> !decision.letsThrough())
                    .ifPresent(decision -> turns.add(new Turn("set `mode: enforce`", "the denial is carried out")));
        }
        List<String> changes = new ArrayList<>();
        Draft changed = draft;
        Decision decision = denial;
        while (!decision.isAllowed() && changes.size() < MOST_CHANGES) {
            Optional<Amendment> next = amendment(changed, decision);
            if (next.isEmpty()) {
                return turns;
            }
            changed = next.get().draft();
            Optional<Decision> answer = decide(changed);
            if (answer.isEmpty()) {
                turns.add(Turn.untried("no rule can turn it: " + whyNot(changed)));
                return turns;
            }
            changes.add(next.get().said());
            decision = answer.get();
        }
        if (decision.isAllowed()) {
            turns.add(new Turn(String.join(", and ", changes), "the call is allowed"));
        }
        return turns;
    }

    private Optional<Amendment> amendment(Draft from, Decision decision) {
        return switch (decision.kind()) {
            case "deny-rule" ->
                Optional.of(new Amendment(
                        "narrow or remove deny rule " + placed(decision), from.withoutDeny(decision.rule())));
            case "lattice" ->
                Optional.of(new Amendment(
                        "open a gate from `" + caller + "` to `" + request.service() + "` for `" + requested + "`",
                        from.withGate(gate())));
            case "not-allowed" ->
                Optional.of(new Amendment(
                        "add an allow rule for `" + caller + "` to `" + requested + "`", from.withAllow(rule())));
            default -> Optional.empty();
        };
    }

    /** What would stop the call. */
    List<Turn> toDeny(Decision allowed) {
        if (allowed.rule().isEmpty()) {
            return List.of(Turn.untried("name an identity under the route's `metadata`, and write a ruleset for it"));
        }
        List<Turn> turns = new ArrayList<>();
        withoutItsRules(allowed).ifPresent(turns::add);
        attempt("close the gate from `" + caller + "` to `" + request.service() + "`", draft.withoutGatesOf(caller))
                .ifPresent(turns::add);
        attempt("add a deny rule for `" + caller + "` to `" + requested + "`", draft.withDeny(rule()))
                .ifPresent(turns::add);
        return turns;
    }

    /** Several allow rules may stand behind each other. */
    private Optional<Turn> withoutItsRules(Decision allowed) {
        List<String> names = new ArrayList<>();
        Draft changed = draft;
        Decision decision = allowed;
        while (decision.isAllowed() && names.size() < MOST_CHANGES) {
            names.add(placed(decision));
            changed = changed.withoutAllow(decision.rule());
            Optional<Decision> answer = decide(changed);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            decision = answer.get();
        }
        if (decision.isAllowed()) {
            return Optional.empty();
        }
        String rules = (names.size() == 1 ? "allow rule " : "allow rules ") + String.join(", ", names);
        return Optional.of(new Turn("narrow or remove " + rules, told(decision)));
    }

    private Optional<Turn> attempt(String said, Draft changed) {
        return decide(changed)
                .filter(decision -> !decision.isAllowed())
                .map(decision -> new Turn(said, told(decision)));
    }

    private String told(Decision denial) {
        return "the call is denied: " + denial.explain(request);
    }

    private static String placed(Decision decision) {
        return "`" + decision.rule() + "`" + (decision.position().isEmpty() ? "" : " (" + decision.position() + ")");
    }

    private Optional<Decision> decide(Draft changed) {
        return changed.compile(loadedAt)
                .compiled()
                .map(compiled -> compiled.engine().decide(request));
    }

    /** A change that the configuration would not take is no way out, but what stands against it is worth saying. */
    private String whyNot(Draft changed) {
        return changed.compile(loadedAt).problems().stream()
                .filter(PolicyProblem::isError)
                .map(PolicyProblem::message)
                .findFirst()
                .orElse("");
    }

    private GateSource gate() {
        // Long enough to try it; how long it shall stand is the operator's to say.
        Instant end = (loadedAt.isAfter(request.at()) ? loadedAt : request.at()).plus(TRIAL);
        return new GateSource(caller, request.service(), List.of(requested), "owner", "reason", end.toString());
    }

    private RuleSource rule() {
        return new RuleSource("a-new-rule", List.of(caller), List.of(requested), Map.of(), null, null);
    }

    private record Amendment(String said, Draft draft) {}
}
