package dev.gatehouse.gateway.history;

import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.NearestMiss;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.analysis.KnownPath;
import dev.gatehouse.policy.analysis.Outlook;
import dev.gatehouse.policy.analysis.Outlooks;
import dev.gatehouse.policy.analysis.PartialCall;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration that is not served yet, asked about calls that have happened.
 *
 * <p>Its routes, identities and rules all count. What a recorded call leaves open is never guessed: if it could turn
 * the answer, the answer is that it cannot be told.
 */
final class Candidate {
    private static final String EVERY_PATH = "for every path of the route's template";

    private final CompiledPolicy policy;
    private final CandidateRoutes routes;
    private final PlacesWithin placesWithin;
    private final CandidateCallers callers;
    private final Outlooks outlooks;
    private final Map<String, Set<Attribute>> asked = new HashMap<>();

    Candidate(RouteTable table, CompiledPolicy policy) {
        this.policy = policy;
        routes = new CandidateRoutes(table);
        placesWithin = new PlacesWithin(routes, table);
        callers = new CandidateCallers(policy);
        outlooks = new Outlooks(policy);
    }

    /** The moments at which an answer may change by itself. */
    Moments moments() {
        return Moments.of(policy, routes.dependOnTime());
    }

    Foreseen foresee(RecordedCall call) {
        CandidateCallers.Found caller = callers.find(call.source());
        if (caller.identity().isEmpty() || caller.label().isEmpty()) {
            return Foreseen.undecidable(caller.missing());
        }
        Identity identity = caller.identity().get();
        TrustLabel label = caller.label().get();
        return call.path()
                .flatMap(path -> CanonicalPath.from(path).path())
                .map(path -> alongTheRoad(call, path, identity, label))
                .orElseGet(() -> overAllPaths(call, identity, label));
    }

    private Foreseen alongTheRoad(RecordedCall call, CanonicalPath path, Identity identity, TrustLabel label) {
        CandidateRoutes.Place place = routes.place(call.method(), path, call.attributes(), call.at());
        if (!place.isKnown()) {
            return new Foreseen.Undecidable(place.hinges());
        }
        if (!place.isRouted()) {
            return new Foreseen.Decided(Outcome.NO_ROUTE, call.service(), "", "no route takes it");
        }
        PartialAttributes attributes = new PartialAttributes(call.attributes());
        if (!isFullyKnown(place.service(), attributes)) {
            Outlook outlook = outlooks.of(new PartialCall(
                    identity,
                    label,
                    place.service(),
                    call.method(),
                    new KnownPath.Exactly(path),
                    attributes.knownAt(call.at())));
            if (outlook.answer() == Outlook.Answer.UNDECIDED) {
                return new Foreseen.Undecidable(Set.copyOf(outlook.hingesOn()));
            }
        }
        AccessRequest request =
                new AccessRequest(identity, label, place.service(), call.method(), path, attributes, call.at());
        return decided(policy.engine().decide(request), request);
    }

    private static Foreseen decided(Decision decision, AccessRequest request) {
        if (decision.isAllowed()) {
            return new Foreseen.Decided(Outcome.ALLOWED, request.service(), decision.rule(), decision.explain(request));
        }
        Outcome outcome = decision.letsThrough() ? Outcome.LET_THROUGH : Outcome.DENIED;
        Optional<NearestMiss> nearest = decision.nearest(request);
        return new Foreseen.Decided(
                outcome,
                request.service(),
                decision.rule(),
                nearest.map(NearestMiss::explain).orElseGet(() -> decision.explain(request)));
    }

    /** Without its path a call may have had any that the recorded template matches, and all are judged. */
    private Foreseen overAllPaths(RecordedCall call, Identity identity, TrustLabel label) {
        KnownPath.Within path = new KnownPath.Within(RouteTemplates.read(call.template()));
        CandidateRoutes.Place place = placesWithin.place(call, path);
        if (!place.isKnown()) {
            return new Foreseen.Undecidable(place.hinges());
        }
        if (!place.isRouted()) {
            return new Foreseen.Decided(Outcome.NO_ROUTE, call.service(), "", "no route takes it");
        }
        String service = place.service();
        if (service.isEmpty()) {
            return new Foreseen.Decided(
                    Outcome.ALLOWED, "", "", "the route names no identity, so nothing is protected");
        }
        Outlook outlook = outlooks.of(new PartialCall(
                identity,
                label,
                service,
                call.method(),
                path,
                new PartialAttributes(call.attributes()).knownAt(call.at())));
        return switch (outlook.answer()) {
            case ALLOWED -> new Foreseen.Decided(Outcome.ALLOWED, service, "", EVERY_PATH);
            case DENIED ->
                new Foreseen.Decided(
                        isEnforced(service) ? Outcome.DENIED : Outcome.LET_THROUGH, service, "", EVERY_PATH);
            case UNDECIDED -> new Foreseen.Undecidable(Set.copyOf(outlook.hingesOn()));
        };
    }

    private boolean isEnforced(String service) {
        return Optional.ofNullable(policy.rulesets().get(service))
                .map(Ruleset::isEnforced)
                .orElse(true);
    }

    private boolean isFullyKnown(String service, PartialAttributes attributes) {
        return asked.computeIfAbsent(service, this::attributesAskedFor).stream().allMatch(attributes::isKnown);
    }

    private Set<Attribute> attributesAskedFor(String service) {
        return Stream.ofNullable(policy.rulesets().get(service))
                .flatMap(ruleset -> Stream.concat(ruleset.allow().stream(), ruleset.deny().stream()))
                .map(Rule::requirements)
                .flatMap(List::stream)
                .map(Requirement::attribute)
                .collect(Collectors.toSet());
    }
}
