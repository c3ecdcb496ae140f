package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts that are taken to be so, or not to be so, and whether a call can be like that; the last can be undone. */
final class Assumptions {
    private final Instant from;
    private final Map<Attribute, Demands> demands = new LinkedHashMap<>();
    private final List<Period> within = new ArrayList<>();
    private final List<Period> outside = new ArrayList<>();

    Assumptions(Instant from) {
        this.from = from;
    }

    void assume(Fact fact, boolean value) {
        if (fact instanceof Fact.During during) {
            (value ? within : outside).add(during.period());
        } else if (fact instanceof Fact.Met met) {
            requirements(met, value).add(met.requirement());
        }
    }

    /** Takes back the last assumption that was made of this fact's attribute. */
    void undo(Fact fact, boolean value) {
        List<?> list = fact instanceof Fact.Met met ? requirements(met, value) : value ? within : outside;
        list.remove(list.size() - 1);
    }

    private List<Requirement> requirements(Fact.Met met, boolean value) {
        Demands of = demands.computeIfAbsent(
                met.requirement().attribute(), attribute -> new Demands(new ArrayList<>(), new ArrayList<>()));
        return value ? of.met() : of.unmet();
    }

    /** Whether a call can be as assumed, as far as this fact's attribute goes. */
    boolean isPossible(Fact fact) {
        if (fact instanceof Fact.Met met) {
            Attribute attribute = met.requirement().attribute();
            Demands of = demands.get(attribute);
            return of == null
                    || situationWith(Situation.silentAt(from), attribute, of).isPresent();
        }
        return Calendar.first(from, within, outside).isPresent();
    }

    /** A call that is as assumed, with no more than that needs. */
    Optional<Situation> situation() {
        Optional<Situation> found = Calendar.first(from, within, outside).map(Situation::silentAt);
        for (Map.Entry<Attribute, Demands> demand : demands.entrySet()) {
            found = found.flatMap(situation -> situationWith(situation, demand.getKey(), demand.getValue()));
        }
        return found;
    }

    private static Optional<Situation> situationWith(Situation situation, Attribute attribute, Demands of) {
        if (attribute instanceof Attribute.Header header) {
            return HeaderValues.satisfying(header.name(), of)
                    .map(values -> situation.withHeader(header.name(), values));
        }
        if (attribute instanceof Attribute.Claim claim) {
            return ClaimValues.satisfying(claim.name(), of).map(values -> situation.withClaim(claim.name(), values));
        }
        return ClientAddresses.satisfying(of).map(situation::withClient);
    }
}
