package dev.gatehouse.gateway.compare;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.analysis.diff.Difference;
import dev.gatehouse.policy.analysis.diff.Difference.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The differences for a program. Fields are only ever added. */
public final class DifferenceJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DifferenceJson() {}

    public static String of(ComparedGenerations compared) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", compared.from().toString());
        all.put(
                "differences",
                compared.all().stream().map(DifferenceJson::difference).toList());
        all.put("undecided", compared.differences().undecided());
        all.put("routes_added", compared.routes().added());
        all.put("routes_removed", compared.routes().removed());
        all.put("routes_changed", compared.routes().changed());
        return MAPPER.writeValueAsString(all);
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
        one.put("caller_before", difference.callerBefore());
        one.put("caller_after", difference.callerAfter());
        one.put("on_behalf_of", difference.behalf());
        one.put("method", difference.method());
        one.put("path", difference.path().value());
        one.put("headers", difference.situation().headers());
        one.put("claims", difference.situation().claims());
        one.put("client", new Attribute.ClientAddress().values(difference.situation()));
        one.put("at", difference.situation().at().toString());
        one.put("route_predicates", difference.routePredicates());
        one.put("before", answer(difference.before()));
        one.put("after", answer(difference.after()));
        one.put("callers", List.copyOf(difference.callers()));
        one.put("requests", List.copyOf(difference.requests()));
        return one;
    }

    private static Map<String, Object> answer(Answer answer) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("service", answer.service());
        one.put("passes", answer.passes());
        one.put("because", answer.because());
        one.put("rule", answer.rule());
        one.put("position", answer.position());
        return one;
    }
}
