package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.gateway.explain.Question;
import dev.gatehouse.gateway.explain.Unrecorded;
import dev.gatehouse.gateway.explain.Who;
import dev.gatehouse.gateway.explain.WhoResult;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A past request as a question to the rules that it ran under; what its event does not hold is marked as unknown.
 *
 * <p>{@code missing} says in a few words what the event does not hold, and {@code question} is empty when too much of
 * it is missing to ask at all.
 */
record PastQuestion(Optional<Question> question, Optional<Who> who, List<String> missing) {
    private static final String NOBODY_KNOWS = "localhost";

    static PastQuestion of(PastRequest request, Rules rules) {
        List<String> missing = new ArrayList<>(List.of("query", "host"));
        Optional<Who> who = who(request, rules);
        if (who.isEmpty()) {
            missing.add("a caller of these rules");
        }
        Optional<String> route = request.text("route")
                .filter(id -> rules.routes().routes().stream()
                        .anyMatch(known -> known.id().equals(id)));
        if (route.isEmpty()) {
            missing.add("a route of these rules");
        }
        Optional<String> template = request.text("path_template");
        Optional<CanonicalPath> path = request.text("path")
                .or(() -> template.filter(PastQuestion::isLiteral))
                .flatMap(text -> CanonicalPath.from(text).path());
        if (path.isEmpty()) {
            missing.add("path (`record: [path]` under `gateway.telemetry` would keep it)");
        }
        Map<String, List<String>> attributes = request.attributes();
        missing.add(
                attributes.isEmpty()
                        ? "headers, claims and the client's address"
                        : "attributes other than `" + String.join("`, `", attributes.keySet()) + "`");
        Optional<CanonicalPath> asked = path.or(() -> template.flatMap(PastQuestion::standIn));
        if (who.isEmpty()
                || route.isEmpty()
                || asked.isEmpty()
                || request.text("decision").isEmpty()) {
            return new PastQuestion(Optional.empty(), who, missing);
        }
        Unrecorded unrecorded = Unrecorded.allBut(known(attributes.keySet()));
        Question question = new Question(
                request.text("method").orElse("GET"),
                path.map(CanonicalPath::value).orElse(template.orElse("")),
                NOBODY_KNOWS,
                named("header.", attributes),
                named("claim.", attributes),
                client(attributes),
                request.at(),
                route,
                path.isPresent() ? unrecorded : unrecorded.withoutPath(asked.get()));
        return new PastQuestion(Optional.of(question), who, missing);
    }

    private static Optional<Who> who(PastRequest request, Rules rules) {
        return request.text("src_identity")
                .flatMap(name -> WhoResult.of(
                                rules.policy(),
                                name,
                                request.text("behalf").stream().toList())
                        .who())
                .map(who -> trusted(who, request, rules));
    }

    /** As far as the whole chain was trusted then: what an event tells of it goes before what names suggest. */
    private static Who trusted(Who who, PastRequest request, Rules rules) {
        String level = request.text("src_level").orElse("");
        Optional<TrustLevel> known = rules.policy().levels().stream()
                .filter(one -> one.name().equals(level))
                .findFirst();
        Set<String> compartments =
                request.chainCompartments().map(Set::copyOf).orElse(who.label().compartments());
        return known.map(one -> who.trustedAs(new TrustLabel(one, compartments)))
                .orElse(who);
    }

    private static boolean isLiteral(String template) {
        return template.startsWith("/") && template.chars().noneMatch(c -> "*{}?,[ ".indexOf(c) >= 0);
    }

    /** A path of the first of the route's templates, to be looked at where the real one is not known. */
    private static Optional<CanonicalPath> standIn(String templates) {
        String first = templates.split("[ ,]", 2)[0];
        return PathTemplate.from(first)
                .template()
                .map(template -> template.toString()
                        .replaceAll("/(\\*\\*|\\{\\*[^}]*})", "")
                        .replaceAll("/(\\*|\\{[^}]*})", "/a"))
                .map(path -> path.isEmpty() ? "/" : path)
                .flatMap(path -> CanonicalPath.from(path).path());
    }

    private static Set<String> known(Set<String> names) {
        Set<String> shown = new HashSet<>();
        for (String name : names) {
            if (name.startsWith("header.")) {
                shown.add(new Attribute.Header(name.substring("header.".length())).shown());
            } else if (name.startsWith("claim.")) {
                shown.add(new Attribute.Claim(name.substring("claim.".length())).shown());
            } else {
                shown.add(new Attribute.ClientAddress().shown());
            }
        }
        return shown;
    }

    private static Map<String, List<String>> named(String prefix, Map<String, List<String>> attributes) {
        Map<String, List<String>> some = new HashMap<>();
        attributes.forEach((name, values) -> {
            if (name.startsWith(prefix) && !values.isEmpty()) {
                some.put(name.substring(prefix.length()), values);
            }
        });
        return some;
    }

    private static Optional<InetAddress> client(Map<String, List<String>> attributes) {
        List<String> written = attributes.getOrDefault("client.address", List.of());
        byte @Nullable [] bytes = written.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(written.get(0));
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
