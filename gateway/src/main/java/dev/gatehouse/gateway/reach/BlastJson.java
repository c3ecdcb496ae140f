package dev.gatehouse.gateway.reach;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.reach.BlastRadius;
import dev.gatehouse.policy.analysis.reach.BlastRadius.Reached;
import dev.gatehouse.policy.analysis.reach.Hop;
import dev.gatehouse.policy.analysis.reach.Way;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A blast radius as a program reads it. Fields are only ever added. */
public final class BlastJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BlastJson() {}

    public static String of(BlastRadius radius) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identity", identity(radius.identity()));
        json.put("audited", radius.isAudited());
        json.put("direct", radius.direct());
        json.put("indirect", radius.reached().size() - radius.direct());
        json.put("reached", radius.reached().stream().map(BlastJson::reached).toList());
        json.put("out_of_reach", radius.outOfReach());
        json.put("undecided", radius.undecided());
        return MAPPER.writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> identity(Identity identity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", identity.name());
        json.put("level", identity.label().level().name());
        json.put("compartments", new TreeSet<>(identity.label().compartments()));
        return json;
    }

    private static Map<String, Object> reached(Reached reached) {
        Map<String, Object> json = identity(reached.service());
        json.put("hops", reached.chain().length());
        json.put("chain", reached.chain().hops().stream().map(BlastJson::hop).toList());
        json.put("ways", reached.ways().stream().map(BlastJson::way).toList());
        return json;
    }

    private static Map<String, Object> hop(Hop hop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", hop.caller());
        json.put("to", hop.service());
        json.putAll(way(hop.way()));
        return json;
    }

    private static Map<String, Object> way(Way way) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audit", way.rule().isEmpty());
        way.rule().ifPresent(rule -> json.put("rule", rule(rule)));
        way.gate().ifPresent(gate -> json.put("gate", gate(gate)));
        return json;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.name());
        json.put("position", rule.position());
        json.put("requests", requests(rule.requests()));
        json.put("when", rule.requirements().stream().map(Requirement::demand).toList());
        if (!rule.during().equals(Period.ALWAYS)) {
            json.put("during", rule.during().toString());
        }
        return json;
    }

    private static Map<String, Object> gate(Gate gate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", gate.position());
        json.put("requests", requests(gate.requests()));
        json.put("owner", gate.owner());
        json.put("reason", gate.reason());
        json.put("expires", gate.expires().toString());
        return json;
    }

    private static List<String> requests(List<RequestPattern> patterns) {
        return patterns.stream().map(RequestPattern::toString).toList();
    }
}
