package dev.gatehouse.load.micro;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What many gateways do, for comparison: one flat list of rules over all services, of which the first that matches
 * decides. It knows no lattice, no gates and no reasons.
 */
final class FirstMatch {
    private final List<Line> lines = new ArrayList<>();

    private record Line(String service, Rule rule, boolean allows) {}

    FirstMatch(CompiledPolicy policy) {
        new TreeMap<>(policy.rulesets()).forEach((service, ruleset) -> {
            ruleset.deny().forEach(rule -> lines.add(new Line(service, rule, false)));
            ruleset.allow().forEach(rule -> lines.add(new Line(service, rule, true)));
        });
    }

    boolean allows(AccessRequest request) {
        for (Line line : lines) {
            if (line.service().equals(request.service()) && matches(line.rule(), request)) {
                return line.allows();
            }
        }
        return false;
    }

    private static boolean matches(Rule rule, AccessRequest request) {
        if (!rule.callers().include(request) || !rule.during().contains(request.at())) {
            return false;
        }
        for (RequestPattern pattern : rule.requests()) {
            if (pattern.matches(request.method(), request.path())) {
                return isMet(rule.requirements(), request);
            }
        }
        return false;
    }

    private static boolean isMet(List<Requirement> requirements, AccessRequest request) {
        for (Requirement requirement : requirements) {
            if (!requirement.isMetBy(request.attributes())) {
                return false;
            }
        }
        return true;
    }
}
