package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What nobody knows any more of a request that is over: its attributes, except those that were written down, and its
 * path, if that was not; {@code standIn} is then looked at in its place.
 *
 * <p>An attribute that was not written down looks absent to the engine, and must never be told as absent. A rule of
 * which that makes a difference is one that the answer hangs on.
 */
public record Unrecorded(boolean isAll, Set<String> known, Optional<CanonicalPath> standIn) {
    private static final String ABSENT = " is absent";
    private static final String NO_PATH = "the path was not recorded";

    public Unrecorded {
        known = Set.copyOf(known);
    }

    /** Everything is known. */
    public static Unrecorded nothing() {
        return new Unrecorded(false, Set.of(), Optional.empty());
    }

    /** Only these attributes are known, in the operator's words, as in "header `x-tenant`". */
    public static Unrecorded allBut(Set<String> known) {
        return new Unrecorded(true, known, Optional.empty());
    }

    /** The path is not known either. */
    public Unrecorded withoutPath(CanonicalPath other) {
        return new Unrecorded(isAll, known, Optional.of(other));
    }

    /** Whether what the rule says of a call hangs on something that is not known. */
    boolean leavesOpen(Rule rule) {
        return standIn.isPresent()
                || rule.requirements().stream().map(Requirement::attribute).anyMatch(this::covers);
    }

    /** Whether the rule would match, were it not for what is not known. */
    boolean couldMatch(Rule rule, AccessRequest request) {
        return rule.callers().include(request)
                && rule.during().contains(request.at())
                && fits(rule.requests(), request)
                && rule.requirements().stream()
                        .allMatch(asked -> covers(asked.attribute()) || asked.isMetBy(request.attributes()));
    }

    /** Whether the gate could have stood open for a path that is not known. */
    boolean couldLift(Gate gate, AccessRequest request) {
        return standIn.isPresent()
                && gate.connects(request.caller().name(), request.service())
                && !gate.isExpired(request.at())
                && fits(gate.requests(), request);
    }

    private boolean fits(List<RequestPattern> patterns, AccessRequest request) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matchesMethod(request.method())
                        && (standIn.isPresent() || pattern.template().matches(request.path())));
    }

    private boolean covers(Attribute attribute) {
        return isAll && !known.contains(attribute.shown());
    }

    /** A failed condition as it is told, without saying that something was so which was only not recorded. */
    String told(String failure) {
        if (standIn.isPresent() && failure.equals(pathSaid())) {
            return NO_PATH;
        }
        if (!isAll || !failure.endsWith(ABSENT)) {
            return failure;
        }
        String shown = failure.substring(0, failure.length() - ABSENT.length());
        return known.contains(shown) ? failure : shown + " was not recorded";
    }

    /** The same for a whole sentence. */
    String sentence(String said) {
        return standIn.isPresent() ? said.replace(pathSaid(), NO_PATH) : said;
    }

    private String pathSaid() {
        return "the path is `" + standIn.map(CanonicalPath::value).orElse("") + "`";
    }
}
