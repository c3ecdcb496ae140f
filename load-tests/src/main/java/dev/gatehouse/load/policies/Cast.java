package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.IdentitySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Everybody in a made-up policy. The first identities are the services; the others only call.
 *
 * <p>Most are internal. Some services are open to partners, a few to the public, a few are restricted or in a
 * compartment.
 */
final class Cast {
    static final List<String> LEVELS = List.of("public", "partner", "internal", "restricted");
    static final List<String> COMPARTMENTS = List.of("payments", "health");

    private static final List<String> TRADES = List.of(
            "orders", "billing", "stock", "search", "ledger", "mail", "rates", "claims", "fleet", "media", "tax");

    private final List<Member> services = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<List<Object>, Turns> turns = new HashMap<>();
    private final long seed;

    Cast(PolicyPlan plan) {
        seed = plan.seed();
        for (int number = 0; number < plan.services(); number++) {
            services.add(service(number));
        }
        members.addAll(services);
        for (int number = 0; number < plan.identities() - plan.services() - 1; number++) {
            members.add(caller(number));
        }
    }

    /** Somebody, with what a caller of theirs needs. */
    record Member(
            String name,
            String level,
            List<String> compartments,
            @Nullable String accepts) {

        String floor() {
            return accepts == null ? level : accepts;
        }

        boolean maySpeakTo(Member service) {
            return LEVELS.indexOf(level) >= LEVELS.indexOf(service.floor())
                    && compartments.containsAll(service.compartments);
        }

        boolean isFromOutside() {
            return level.equals("partner");
        }

        IdentitySource toSource() {
            String domain = isFromOutside() ? "partner.example" : "acme.example";
            return new IdentitySource("spiffe://" + domain + "/sa/" + name, null, level, compartments, accepts);
        }
    }

    private static Member service(int number) {
        String name = String.format(Locale.ROOT, "%s-%03d", TRADES.get(number % TRADES.size()), number);
        if (number % 10 == 5) {
            return new Member(name, "restricted", List.of(), null);
        }
        if (number % 20 == 9 || number % 7 == 3) {
            return new Member(name, "internal", List.of(number % 20 == 9 ? "health" : "payments"), null);
        }
        if (number % 40 == 1) {
            return new Member(name, "internal", List.of(), "public");
        }
        return new Member(name, "internal", List.of(), number % 10 == 0 || number % 10 == 2 ? "partner" : null);
    }

    private static Member caller(int number) {
        String level = number % 10 == 0 ? "partner" : number % 10 < 7 ? "internal" : "restricted";
        List<String> compartments =
                number % 4 == 1 ? List.of("payments") : number % 8 == 2 ? List.of("health") : List.of();
        return new Member(String.format(Locale.ROOT, "app-%04d", number), level, compartments, null);
    }

    List<Member> services() {
        return List.copyOf(services);
    }

    /** The next of those whom the lattice lets speak to the service; everybody gets a turn. */
    Member nextCallerOf(Member service) {
        return turns.computeIfAbsent(List.of(service.floor(), service.compartments()), ignored -> turnsFor(service))
                .next(service);
    }

    private Turns turnsFor(Member service) {
        List<Member> able = new ArrayList<>(
                members.stream().filter(member -> member.maySpeakTo(service)).toList());
        Collections.shuffle(able, new Random(seed));
        return new Turns(able);
    }

    /** Somebody whom the lattice keeps from the service, if there is anybody. */
    @Nullable
    Member strangerTo(Member service, Random random) {
        List<Member> unable =
                members.stream().filter(member -> !member.maySpeakTo(service)).toList();
        return unable.isEmpty() ? null : unable.get(random.nextInt(unable.size()));
    }

    /** As they are written; the anonymous one first. */
    Map<String, IdentitySource> toSources() {
        Map<String, IdentitySource> sources = new LinkedHashMap<>();
        sources.put("anonymous", new IdentitySource(null, null, "public", List.of(), null));
        members.forEach(member -> sources.put(member.name(), member.toSource()));
        return sources;
    }

    /** Goes round. */
    private static final class Turns {
        private final List<Member> members;
        private int next;

        Turns(List<Member> members) {
            this.members = members;
        }

        Member next(Member service) {
            Member member = members.get(next++ % members.size());
            return member.equals(service) && members.size() > 1 ? next(service) : member;
        }
    }
}
