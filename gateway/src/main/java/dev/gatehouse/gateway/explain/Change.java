package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.trust.TrustLabel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One thing that a caller could do otherwise: in words, and done to a request. {@code cost} says how much else the
 * request becomes by it.
 */
record Change(String said, int cost, UnaryOperator<AccessRequest> done) {
    private static final String ANY_VALUE = "a";
    private static final List<String> VALUES = List.of(ANY_VALUE, "b", "c", "d");

    static Change caller(Identity other, TrustLabel label) {
        return new Change(
                "call as `" + other.name() + "`",
                1,
                call -> new AccessRequest(
                        other, label, call.service(), call.method(), call.path(), call.attributes(), call.at()));
    }

    static Change ownBehalf() {
        return new Change(
                "call on nobody else's behalf",
                1,
                call -> new AccessRequest(
                        call.caller(),
                        call.caller().label(),
                        call.service(),
                        call.method(),
                        call.path(),
                        call.attributes(),
                        call.at()));
    }

    static Change method(String method) {
        return new Change(
                "send it as `" + method + "`",
                2,
                call -> new AccessRequest(
                        call.caller(),
                        call.label(),
                        call.service(),
                        method,
                        call.path(),
                        call.attributes(),
                        call.at()));
    }

    /** Some path of the template; empty if none can be made up. */
    static Optional<Change> path(PathTemplate template) {
        String[] parts = template.toString().substring(1).split("/", -1);
        String made = Arrays.stream(parts)
                .filter(part -> !part.equals("**") && !part.startsWith("{*"))
                .map(part -> part.equals("*") || part.startsWith("{") ? ANY_VALUE : part)
                .collect(Collectors.joining("/", "/", ""));
        boolean isOpen = made.length() - 1 != String.join("/", parts).length()
                || template.toString().contains("*");
        String said = isOpen ? "ask for a path that fits `" + template + "`" : "ask for `" + template + "`";
        return CanonicalPath.from(made)
                .path()
                .filter(template::matches)
                .map(path -> new Change(
                        said,
                        4,
                        call -> new AccessRequest(
                                call.caller(),
                                call.label(),
                                call.service(),
                                call.method(),
                                path,
                                call.attributes(),
                                call.at())));
    }

    static Change time(Period during) {
        return new Change("call within `" + during + "`", 2, call -> at(call, during.start()));
    }

    /** To come when the period is over; empty if it never is. */
    static Optional<Change> after(Period during) {
        return during.end().equals(Instant.MAX)
                ? Optional.empty()
                : Optional.of(new Change("call at `" + during.end() + "` or later", 2, call -> at(call, during.end())));
    }

    private static AccessRequest at(AccessRequest call, Instant at) {
        return new AccessRequest(
                call.caller(), call.label(), call.service(), call.method(), call.path(), call.attributes(), at);
    }

    /** What meets a requirement that is not met; empty if nothing could. */
    static Optional<Change> meeting(Requirement requirement) {
        Attribute attribute = requirement.attribute();
        Condition condition = requirement.condition();
        if (attribute instanceof Attribute.ClientAddress) {
            return condition instanceof Condition.Within within
                            && !within.prefixes().isEmpty()
                    ? Optional.of(new Change(
                            "call from "
                                    + String.join(
                                            " or ",
                                            within.prefixes().stream()
                                                    .map(p -> "`" + p + "`")
                                                    .toList()),
                            1,
                            with(given ->
                                    given.withClient(within.prefixes().get(0).firstAddress()))))
                    : Optional.empty();
        }
        return value(condition).map(value -> {
            boolean isAny = condition instanceof Condition.Present;
            if (attribute instanceof Attribute.Claim claim) {
                String said = isAny
                        ? "bear a token with claim `" + claim.name() + "`"
                        : "bear a token whose claim `" + claim.name() + "` is `" + value + "`";
                return new Change(said, 1, with(given -> given.withClaim(claim.name(), List.of(value))));
            }
            String name = ((Attribute.Header) attribute).name();
            String said = isAny ? "send header `" + name + "`" : "send header `" + name + ": " + value + "`, once";
            return new Change(said, 1, with(given -> given.withHeader(name, List.of(value))));
        });
    }

    /** To leave out what a rule asks for; empty if it cannot be left out. */
    static Optional<Change> leavingOut(Requirement requirement) {
        if (requirement.attribute() instanceof Attribute.Header header) {
            return Optional.of(new Change(
                    "leave out header `" + header.name() + "`",
                    1,
                    with(given -> given.withHeader(header.name(), List.of()))));
        }
        return Optional.empty();
    }

    private static Optional<String> value(Condition condition) {
        if (condition instanceof Condition.OneOf oneOf) {
            return oneOf.values().stream().findFirst();
        }
        if (condition instanceof Condition.Has has) {
            return Optional.of(has.value());
        }
        return VALUES.stream()
                .filter(value -> condition.isMetBy(List.of(value)))
                .findFirst();
    }

    private static UnaryOperator<AccessRequest> with(UnaryOperator<GivenAttributes> changed) {
        return call -> {
            Attributes attributes = call.attributes();
            return attributes instanceof GivenAttributes given ? call.with(changed.apply(given)) : call;
        };
    }
}
