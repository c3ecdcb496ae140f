package dev.gatehouse.gateway.explain;

import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteExplanation;
import dev.gatehouse.ingress.route.RouteMatchException;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes a question through the same steps that a request goes through, and keeps what each of them said.
 *
 * <p>Pure: the rules, the question and the moment of loading come in, an {@link Explanation} goes out. It is not made
 * to be fast.
 */
public final class Explainer {
    private final Rules rules;
    private final TrustedProxies proxies;
    private final Instant loadedAt;

    /** Explains by these rules; what would change them is judged as if it were loaded at that moment. */
    public Explainer(Rules rules, TrustedProxies proxies, Instant loadedAt) {
        this.rules = rules;
        this.proxies = proxies;
        this.loadedAt = loadedAt;
    }

    public Explanation explain(Who who, Question question) {
        Arrival arrival = Arrival.of(question, proxies);
        if (arrival.head().isEmpty()) {
            Turn canonical = Turn.untried("send it so that it can be read in one way only");
            return new Explanation(
                    question,
                    who,
                    arrival.refused(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(canonical));
        }
        RequestHead head = arrival.head().get();
        Optional<Route> known = question.route().flatMap(this::named);
        Optional<RouteExplanation> search = known.isPresent()
                ? Optional.empty()
                : Optional.of(rules.routes().explain(head));
        Optional<Route> route = known.or(() -> search.flatMap(RouteExplanation::taken));
        Optional<Judgement> judgement = route.map(taken -> judge(who, question, head, taken.service()));
        return new Explanation(
                question,
                who,
                Optional.empty(),
                Optional.of(head),
                arrival.stripped(),
                route,
                search,
                judgement,
                turns(question, head, route, judgement));
    }

    private Optional<Route> named(String id) {
        return rules.routes().routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst();
    }

    private List<Turn> turns(
            Question question, RequestHead head, Optional<Route> route, Optional<Judgement> judgement) {
        if (judgement.isEmpty()) {
            return new RouteTurns(rules.routes(), head).all();
        }
        if (!judgement.get().isCertain() || question.unrecorded().standIn().isPresent()) {
            // What would turn an answer that is not known, for a request that is not known, is not known either.
            return List.of();
        }
        AccessRequest request = judgement.get().request();
        Decision decision = judgement.get().decision();
        PolicyTurns changes = new PolicyTurns(rules.policy(), request, loadedAt);
        if (decision.isAllowed()) {
            return changes.toDeny(decision);
        }
        Stream<Turn> byCaller =
                new RequestTurns(rules.policy(), request, changed -> staysOnRoute(head, changed, route)).all().stream();
        return Stream.concat(byCaller, changes.toAllow(decision).stream()).toList();
    }

    private boolean staysOnRoute(RequestHead head, AccessRequest changed, Optional<Route> route) {
        RequestHead other = new RequestHead(
                changed.method(),
                changed.path(),
                head.query(),
                head.host(),
                head.port(),
                head.scheme(),
                head.headers(),
                head.clientAddress(),
                head.atMillis(),
                head.draw());
        try {
            return rules.routes().match(other).equals(route);
        } catch (RouteMatchException e) {
            return false;
        }
    }

    private Judgement judge(Who who, Question question, RequestHead head, String service) {
        CompiledPolicy policy = rules.policy();
        byte[] client = question.client().isPresent() ? head.clientAddress().getAddress() : new byte[0];
        AccessRequest request = new AccessRequest(
                who.identity(),
                who.label(),
                service,
                head.method(),
                head.path(),
                GivenAttributes.of(head.headers(), claims(who, question), client),
                question.at());
        Decision decision = policy.engine().decide(request);
        Decision plain = policy.ruleByRule().decide(request);
        Ruleset ruleset = policy.rulesets().getOrDefault(service, new Ruleset(true, List.of(), List.of(), List.of()));
        List<Step> steps = policy.identities()
                .named(service)
                .map(called -> DecisionSteps.of(request, called, ruleset, question.unrecorded()))
                .orElse(List.of());
        return new Judgement(
                request,
                decision,
                steps,
                isSame(decision, plain, request),
                told(plain, request),
                hinges(ruleset, request, isLow(request), question.unrecorded()));
    }

    private boolean isLow(AccessRequest request) {
        return rules.policy()
                .identities()
                .named(request.service())
                .filter(service -> !request.label().dominates(service.floor()))
                .isPresent();
    }

    /** Who is known by a token bears one, with the claims that make them known. */
    private static Map<String, List<String>> claims(Who who, Question question) {
        if (!(who.identity().proof() instanceof Proof.Jwt jwt)) {
            return question.claims();
        }
        Map<String, List<String>> claims = new HashMap<>();
        jwt.claims().forEach((name, value) -> claims.put(name, List.of(value)));
        claims.putAll(question.claims());
        return claims;
    }

    private static boolean isSame(Decision one, Decision other, AccessRequest request) {
        return one.isAllowed() == other.isAllowed()
                && one.isEnforced() == other.isEnforced()
                && one.kind().equals(other.kind())
                && one.rule().equals(other.rule())
                && one.position().equals(other.position())
                && told(one, request).equals(told(other, request))
                && one.nearest(request).equals(other.nearest(request));
    }

    private static String told(Decision decision, AccessRequest request) {
        return (decision.isAllowed() ? "allowed" : "denied") + " by " + decision.kind() + ": "
                + decision.explain(request);
    }

    /** The rules that could have spoken, had the request said what nobody wrote down. */
    private static List<String> hinges(Ruleset ruleset, AccessRequest request, boolean isLow, Unrecorded unrecorded) {
        List<String> hinges = new ArrayList<>(open(ruleset.deny(), request, unrecorded));
        if (isLow) {
            List<Gate> gates = ruleset.gates().stream()
                    .filter(gate -> unrecorded.couldLift(gate, request))
                    .toList();
            gates.forEach(gate -> hinges.add("gate " + gate.from() + " to " + gate.to()));
            boolean isLifted = ruleset.gates().stream()
                    .anyMatch(gate -> gate.lifts(
                            request.caller().name(),
                            request.service(),
                            request.method(),
                            request.path(),
                            request.at()));
            if (gates.isEmpty() && !isLifted) {
                return hinges;
            }
        }
        hinges.addAll(open(ruleset.allow(), request, unrecorded));
        return hinges;
    }

    private static List<String> open(List<Rule> rules, AccessRequest request, Unrecorded unrecorded) {
        return rules.stream()
                .filter(unrecorded::leavesOpen)
                .filter(rule -> unrecorded.couldMatch(rule, request))
                .map(Rule::name)
                .toList();
    }
}
