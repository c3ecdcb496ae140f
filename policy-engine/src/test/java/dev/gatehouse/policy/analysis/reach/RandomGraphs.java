package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.Callers;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Who calls whom at random, and the chains between them found by trying every one. The seed tells all. */
final class RandomGraphs {
    static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

    private final Random random;

    RandomGraphs(long seed) {
        random = new Random(seed);
    }

    List<Entrance> entrances() {
        List<Entrance> entrances = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            entrances.add(new Entrance(List.copyOf(some(3)), pick(), Way.by(rule("rule" + i))));
        }
        return entrances;
    }

    Set<String> some(int atMost) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            names.add(pick());
        }
        return names;
    }

    static Rule rule(String name) {
        Callers anybody = new Callers(List.of("any"), true, Set.of(), null);
        return new Rule(name, "", anybody, List.of(), List.of(), Period.ALWAYS, "");
    }

    private String pick() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** How many calls the shortest chain takes on which nobody closed stands in between; empty without a chain. */
    static OptionalInt shortest(List<Entrance> entrances, Set<String> starts, Set<String> ends, Set<String> closed) {
        return starts.stream()
                .flatMapToInt(start -> chains(entrances, start, closed).stream()
                        .filter(chain -> chain.size() > 1 && ends.contains(chain.get(chain.size() - 1)))
                        .mapToInt(chain -> chain.size() - 1))
                .min();
    }

    /** Every chain without a repetition that begins there. */
    static List<List<String>> chains(List<Entrance> entrances, String start, Set<String> closed) {
        List<List<String>> chains = new ArrayList<>();
        extend(entrances, List.of(start), closed, chains);
        return chains;
    }

    private static void extend(
            List<Entrance> entrances, List<String> chain, Set<String> closed, List<List<String>> chains) {
        chains.add(chain);
        String last = chain.get(chain.size() - 1);
        if (closed.contains(last)) {
            return;
        }
        Set<String> next = new HashSet<>();
        entrances.stream()
                .filter(entrance -> entrance.callers().contains(last))
                .map(Entrance::service)
                .forEach(next::add);
        next.removeAll(chain);
        for (String service : next) {
            List<String> longer = new ArrayList<>(chain);
            longer.add(service);
            extend(entrances, longer, closed, chains);
        }
    }
}
