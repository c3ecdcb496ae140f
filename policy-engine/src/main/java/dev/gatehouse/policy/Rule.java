package dev.gatehouse.policy;

import dev.gatehouse.policy.path.RequestPattern;
import java.util.List;

/**
 * An allow or deny rule, checked: whom it speaks of, which requests, under which conditions, and when;
 * {@code position} is where it is written, empty when nobody said.
 */
public record Rule(
        String name,
        String position,
        Callers callers,
        List<RequestPattern> requests,
        List<Requirement> requirements,
        Period during,
        String reason) {

    public Rule {
        requests = List.copyOf(requests);
        requirements = List.copyOf(requirements);
    }

    boolean matches(AccessRequest request) {
        return callers.include(request)
                && during.contains(request.at())
                && requests.stream().anyMatch(pattern -> pattern.matches(request.method(), request.path()))
                && requirements.stream().allMatch(requirement -> requirement.isMetBy(request.attributes()));
    }
}
