package dev.gatehouse.gateway.filters;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A route as it was written, in Spring Cloud Gateway's own form; nothing in it has been checked yet. */
public record RouteSpec(
        String id,
        URI uri,
        int order,
        List<Definition> predicates,
        List<Definition> filters,
        Map<String, Object> metadata) {

    public RouteSpec {
        predicates = List.copyOf(predicates);
        filters = List.copyOf(filters);
        metadata = Map.copyOf(metadata);
    }
}
