package dev.gatehouse.policy.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of an index that were reached so far. */
final class States {
    private static final int OVERHEAD = 24;
    private static final int FIRST_LENGTH = 8;

    private final Room room;
    private final Map<Places, State> known = new HashMap<>();
    private final Map<Places, Fan> fans = new HashMap<>();
    private final Map<List<Integer>, Integer> outcomes = new HashMap<>();
    private final State start;
    private final State dead;
    private volatile State[] byNumber = new State[FIRST_LENGTH];
    private volatile boolean isFull;

    States(Places first, Room room) {
        this.room = room;
        Places none = new Places(List.of());
        dead = new State(PathIndex.DEAD, outcomeOf(new int[0]), new int[0], fanOf(none));
        known.put(none, dead);
        start = make(first);
    }

    State start() {
        return start;
    }

    State at(int number) {
        return byNumber[number];
    }

    /** Where the segment leads, whatever room is left. */
    State next(State state, String text, int from, int to) {
        State target = state.fan().known(text, from, to);
        return target == null ? reach(state.fan(), text, from, to) : target;
    }

    private synchronized State reach(Fan fan, String text, int from, int to) {
        Places places = fan.placesAfter(text, from, to);
        State target = known.get(places);
        if (target == null) {
            target = make(places);
        }
        fan.learn(text, from, to, target);
        return target;
    }

    /** Where the segment leads, null when that is not known and there is no room to keep it. */
    @Nullable
    State nextIfRoom(State state, String text, int from, int to) {
        State target = state.fan().known(text, from, to);
        return target != null || isFull ? target : reachIfRoom(state.fan(), text, from, to);
    }

    private synchronized @Nullable State reachIfRoom(Fan fan, String text, int from, int to) {
        Places places = fan.placesAfter(text, from, to);
        if (!known.containsKey(places) && !room.take(costOf(places))) {
            isFull = true;
            return null;
        }
        return reach(fan, text, from, to);
    }

    private int costOf(Places places) {
        Places leadingOn = places.leadingOn();
        int own = OVERHEAD + 2 * places.branches().size();
        return fans.containsKey(leadingOn)
                ? own
                : own + OVERHEAD + 4 * leadingOn.literals().size();
    }

    private State make(Places places) {
        int[] ends = places.ends();
        int number = known.size() - 1;
        State made = new State(number, outcomeOf(ends), ends, fanOf(places.leadingOn()));
        State[] numbered = number < byNumber.length ? byNumber : Arrays.copyOf(byNumber, 2 * number);
        numbered[number] = made;
        byNumber = numbered;
        known.put(places, made);
        return made;
    }

    private Fan fanOf(Places leadingOn) {
        return fans.computeIfAbsent(leadingOn, places -> new Fan(places, places.literals()));
    }

    private int outcomeOf(int[] ends) {
        List<Integer> key = new ArrayList<>(ends.length);
        for (int end : ends) {
            key.add(end);
        }
        return outcomes.computeIfAbsent(key, unknown -> outcomes.size());
    }
}
