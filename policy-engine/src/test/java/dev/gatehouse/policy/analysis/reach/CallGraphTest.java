package dev.gatehouse.policy.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallGraphTest {
    private static final Set<String> NOBODY = Set.of();

    @Test
    void theShortestChainIsAsLongAsTryingEveryChainFinds() {
        RandomGraphs random = new RandomGraphs(3);
        int found = 0;
        int without = 0;
        for (int n = 0; n < 20_000; n++) {
            List<Entrance> entrances = random.entrances();
            Set<String> starts = random.some(4);
            Set<String> ends = random.some(4);
            Set<String> closed = random.some(2);
            starts.removeAll(closed);
            Optional<Chain> chain = new CallGraph(RandomGraphs.NAMES, entrances).shortest(starts, ends, closed);
            OptionalInt length = RandomGraphs.shortest(entrances, starts, ends, closed);

            assertThat(chain.map(Chain::length).orElse(0)).isEqualTo(length.orElse(0));
            chain.ifPresent(shortest -> assertIsOpen(shortest, entrances, starts, ends, closed));
            found += chain.isPresent() && chain.get().length() > 1 ? 1 : 0;
            without += chain.isPresent() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(300);
        assertThat(without).isGreaterThan(500);
    }

    @Test
    void whatIsReachedIsWhatTryingEveryChainReaches() {
        RandomGraphs random = new RandomGraphs(4);
        for (int n = 0; n < 5_000; n++) {
            List<Entrance> entrances = random.entrances();
            List<Chain> reached = new CallGraph(RandomGraphs.NAMES, entrances).reachedFrom("a");
            Set<String> tried = RandomGraphs.chains(entrances, "a", NOBODY).stream()
                    .map(chain -> chain.get(chain.size() - 1))
                    .filter(end -> !end.equals("a"))
                    .collect(Collectors.toSet());

            assertThat(reached.stream().map(Chain::end)).containsExactlyInAnyOrderElementsOf(tried);
            assertThat(reached.stream().map(Chain::length)).isSorted();
            reached.forEach(chain -> {
                assertIsOpen(chain, entrances, Set.of("a"), tried, NOBODY);
                assertThat(chain.length())
                        .isEqualTo(RandomGraphs.shortest(entrances, Set.of("a"), Set.of(chain.end()), NOBODY)
                                .orElseThrow());
            });
        }
    }

    @Test
    void theSameCallsInAnotherOrderGiveTheSameChains() {
        RandomGraphs random = new RandomGraphs(5);
        for (int n = 0; n < 2_000; n++) {
            List<Entrance> entrances = random.entrances();
            List<Entrance> shuffled = new ArrayList<>(entrances);
            Collections.shuffle(shuffled, new Random(n));

            assertThat(new CallGraph(RandomGraphs.NAMES, shuffled).reachedFrom("a"))
                    .isEqualTo(new CallGraph(RandomGraphs.NAMES, entrances).reachedFrom("a"));
        }
    }

    @Test
    void aHopIsToldByThePlainestOfItsWays() {
        Gate gate = new Gate("a", "b", List.of(), "pay-team", "PAY-311", Instant.MAX, "");
        Way gated = Way.by(RandomGraphs.rule("accounts"), gate);
        Way plain = Way.by(RandomGraphs.rule("reads"));
        CallGraph graph = new CallGraph(
                RandomGraphs.NAMES,
                List.of(new Entrance(List.of("a"), "b", gated), new Entrance(List.of("a"), "b", plain)));

        assertThat(graph.ways("a", "b")).containsExactly(plain, gated);
        assertThat(graph.ways("b", "a")).isEmpty();
        assertThat(graph.reachedFrom("a").get(0).lines()).containsExactly("a -> b   rule `reads`");
        assertThat(gated).hasToString("rule `accounts`, through the gate of `pay-team` (PAY-311)");
    }

    @Test
    void rulesAboutEverybodyOnManyServicesAreWalkedWithoutListingEachCall() {
        List<String> names = IntStream.range(0, 2_000).mapToObj(n -> "id" + n).toList();
        List<Entrance> entrances = names.stream()
                .limit(1_000)
                .map(service -> new Entrance(names, service, Way.by(RandomGraphs.rule("any"))))
                .toList();
        CallGraph graph = new CallGraph(names, entrances);

        assertThat(graph.reachedFrom("id1999")).hasSize(1_000);
        assertThat(graph.shortest(Set.copyOf(names), Set.of("id7"), NOBODY))
                .map(Chain::toString)
                .contains("id0 -> id7");
        assertThat(graph.shortest(Set.copyOf(names), Set.of("id1500"), NOBODY)).isEmpty();
    }

    private static void assertIsOpen(
            Chain chain, List<Entrance> entrances, Set<String> starts, Set<String> ends, Set<String> closed) {
        assertThat(starts).contains(chain.start());
        assertThat(ends).contains(chain.end());
        String at = chain.start();
        for (Hop hop : chain.hops()) {
            assertThat(hop.caller()).isEqualTo(at);
            assertThat(closed).doesNotContain(at);
            assertThat(entrances)
                    .anyMatch(entrance -> entrance.callers().contains(hop.caller())
                            && entrance.service().equals(hop.service())
                            && entrance.way().equals(hop.way()));
            at = hop.service();
        }
        assertThat(chain.end()).isEqualTo(at);
    }
}
