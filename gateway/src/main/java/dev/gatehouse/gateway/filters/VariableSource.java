package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pattern with named parts, which filters can refer to. */
interface VariableSource {

    /** What the named parts stand for; empty when the pattern does not match or names nothing. */
    Map<String, String> variables(RequestHead head);

    /** What the named parts of several patterns stand for; of two of the same name the later counts. */
    static Map<String, String> all(List<VariableSource> sources, RequestHead head) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new HashMap<>();
        sources.forEach(source -> all.putAll(source.variables(head)));
        return all;
    }
}
