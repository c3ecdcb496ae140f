package dev.gatehouse.policy;

import dev.gatehouse.policy.path.RequestPattern;
import java.util.List;

/** An allow or deny rule, checked: whom it speaks of, which requests, under which conditions, and when. */
record Rule(
        String name,
        Callers callers,
        List<RequestPattern> requests,
        List<Requirement> requirements,
        Period during,
        String reason) {

    Rule {
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
