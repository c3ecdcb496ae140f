package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.analysis.Openings;
import dev.gatehouse.policy.identity.Identity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every call that may be made: who can call whom, and why.
 *
 * <p>Whoever can call a service may make it call on. The callers that can take the same way into a service are
 * one set of bits, so that a rule about everybody costs as much as one about somebody. Everything is kept and
 * walked in the order of names, so that the same policy always gives the same chains.
 */
public final class CallGraph {
    private static final Comparator<Way> PLAINEST_FIRST = Comparator.comparing(
                    (Way way) -> way.gate().isPresent())
            .thenComparing(Way::name)
            .thenComparing(Way::toString);

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, List<Door>> doors = new TreeMap<>();

    /** One way into a service, and the numbers of those who can take it. */
    private record Door(BitSet callers, Way way) {}

    public CallGraph(Collection<String> identities, List<Entrance> entrances) {
        names = identities.stream().sorted().toList();
        names.forEach(name -> numbers.put(name, numbers.size()));
        entrances.stream()
                .sorted(Comparator.comparing(Entrance::way, PLAINEST_FIRST))
                .forEach(this::open);
    }

    /** The calls that these openings allow; the services in audit mode are open to everybody. */
    public static CallGraph of(CompiledPolicy policy, Openings openings) {
        List<String> everybody =
                policy.identities().all().stream().map(Identity::name).toList();
        Set<String> audited = openings.audited();
        Stream<Entrance> byRules = openings.all().stream()
                .filter(opening -> !audited.contains(opening.service()))
                .map(Entrance::of);
        Stream<Entrance> byAudit = audited.stream().map(service -> Entrance.audited(everybody, service));
        return new CallGraph(everybody, Stream.concat(byRules, byAudit).toList());
    }

    private void open(Entrance entrance) {
        BitSet callers = numbersOf(entrance.callers());
        callers.clear(number(entrance.service()));
        doors.computeIfAbsent(number(entrance.service()), unknown -> new ArrayList<>())
                .add(new Door(callers, entrance.way()));
    }

    /** Every way in which the one can call the other, the plainest first. */
    public List<Way> ways(String caller, String service) {
        int number = number(caller);
        return doors.getOrDefault(number(service), List.of()).stream()
                .filter(door -> door.callers().get(number))
                .map(Door::way)
                .distinct()
                .toList();
    }

    /** The shortest chain from one of these to another of those on which nobody closed stands in between. */
    public Optional<Chain> shortest(Set<String> starts, Set<String> ends, Set<String> closed) {
        return new ShortestChain(this, numbersOf(starts), numbersOf(ends), numbersOf(closed)).find();
    }

    /** Whoever the identity reaches, directly or through others, each by a shortest chain, the nearest first. */
    public List<Chain> reachedFrom(String identity) {
        Walk walk = new Walk(this, numbersOf(List.of(identity)), new BitSet());
        List<Chain> chains = new ArrayList<>();
        while (walk.goOn()) {
            walk.arrived().stream().mapToObj(walk::chainTo).forEach(chains::add);
        }
        return chains;
    }

    /** The number of the first of these who can call the service, or -1 when none can. */
    int firstCallerOf(int service, BitSet callers) {
        int first = -1;
        for (Door door : doors.getOrDefault(service, List.of())) {
            if (door.callers().intersects(callers)) {
                BitSet able = (BitSet) door.callers().clone();
                able.and(callers);
                first = first < 0 ? able.nextSetBit(0) : Math.min(first, able.nextSetBit(0));
            }
        }
        return first;
    }

    /** The numbers of those whom anybody can call. */
    Iterable<Integer> services() {
        return doors.keySet();
    }

    Hop hop(int caller, int service) {
        String from = names.get(caller);
        String to = names.get(service);
        return new Hop(from, to, ways(from, to).get(0));
    }

    int size() {
        return names.size();
    }

    BitSet numbersOf(Collection<String> identities) {
        BitSet known = new BitSet(names.size());
        identities.forEach(name -> known.set(number(name)));
        return known;
    }

    private int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no identity `" + name + "`");
        }
        return number;
    }
}
