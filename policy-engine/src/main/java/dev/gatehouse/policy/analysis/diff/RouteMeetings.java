package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.analysis.PathClass;
import dev.gatehouse.policy.analysis.PathClasses;
import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which service's requests can become which other's: the paths are cut by the templates of all routes of
 * both generations, and where the same paths can end at one service before and at another after, those two meet.
 */
final class RouteMeetings {
    private final List<List<ComparedRoute>> routes;
    private final List<List<BitSet>> classes = new ArrayList<>();
    private final boolean complete;

    RouteMeetings(Side before, Side after) {
        routes = List.of(before.routes(), after.routes());
        List<PathTemplate> templates = new ArrayList<>();
        List<int[]> owners = new ArrayList<>();
        for (int side = 0; side < routes.size(); side++) {
            for (int place = 0; place < routes.get(side).size(); place++) {
                for (PathTemplate template : routes.get(side).get(place).templates()) {
                    templates.add(template);
                    owners.add(new int[] {side, place});
                }
            }
        }
        PathIndex index = PathIndex.of(templates);
        List<List<int[]>> ownersOfEnd = new ArrayList<>();
        for (int end = 0; end < index.ends(); end++) {
            ownersOfEnd.add(new ArrayList<>());
        }
        for (int i = 0; i < owners.size(); i++) {
            ownersOfEnd.get(index.endOf(i)).add(owners.get(i));
        }
        PathClasses.Walked walked = PathClasses.of(index);
        complete = walked.isComplete();
        for (PathClass paths : walked.classes()) {
            List<BitSet> taking = List.of(new BitSet(), new BitSet());
            for (int end : paths.ends()) {
                ownersOfEnd.get(end).forEach(owner -> taking.get(owner[0]).set(owner[1]));
            }
            classes.add(taking);
        }
    }

    /** Where the same requests end before and after, and the routes of both sides that decide it. */
    record Meeting(Ending before, Ending after, List<BitSet> routes) {}

    boolean areComplete() {
        return complete;
    }

    /** Every meeting once. */
    List<Meeting> all() {
        Map<List<Ending>, List<BitSet>> meetings = new LinkedHashMap<>();
        for (List<BitSet> taking : classes) {
            for (Ending before : endings(0, taking)) {
                for (Ending after : endings(1, taking)) {
                    meetings.computeIfAbsent(List.of(before, after), unknown -> List.of(new BitSet(), new BitSet()));
                }
            }
        }
        Map<List<Object>, List<BitSet>> around = around();
        List<Meeting> all = new ArrayList<>();
        meetings.keySet().forEach(pair -> {
            int side = pair.get(0).isRouted() ? 0 : 1;
            List<BitSet> deciding = around.get(List.of(side, pair.get(side)));
            if (deciding != null) {
                all.add(new Meeting(pair.get(0), pair.get(1), deciding));
            }
        });
        return all;
    }

    /** For each ending on each side, all routes that share a path with one that leads there. */
    private Map<List<Object>, List<BitSet>> around() {
        Map<List<Object>, List<BitSet>> around = new LinkedHashMap<>();
        for (List<BitSet> taking : classes) {
            for (int side = 0; side < taking.size(); side++) {
                List<ComparedRoute> own = routes.get(side);
                Set<Ending> led = new LinkedHashSet<>();
                taking.get(side).stream().forEach(place -> led.add(Ending.of(own.get(place))));
                for (Ending ending : led) {
                    List<BitSet> deciding = around.computeIfAbsent(
                            List.of(side, ending), unknown -> List.of(new BitSet(), new BitSet()));
                    deciding.get(0).or(taking.get(0));
                    deciding.get(1).or(taking.get(1));
                }
            }
        }
        return around;
    }

    private Set<Ending> endings(int side, List<BitSet> taking) {
        Set<Ending> endings = new LinkedHashSet<>();
        BitSet places = taking.get(side);
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            ComparedRoute route = routes.get(side).get(place);
            endings.add(Ending.of(route));
            if (route.takesAll()) {
                return endings;
            }
        }
        endings.add(Ending.NOWHERE);
        return endings;
    }
}
