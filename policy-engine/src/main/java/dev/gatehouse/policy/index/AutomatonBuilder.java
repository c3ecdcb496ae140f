package dev.gatehouse.policy.index;

import static dev.gatehouse.policy.index.PathAutomaton.DEAD;
import static dev.gatehouse.policy.index.PathAutomaton.HASH;
import static dev.gatehouse.policy.index.PathAutomaton.HEAD;
import static dev.gatehouse.policy.index.PathAutomaton.NO_TEXT;
import static dev.gatehouse.policy.index.PathAutomaton.OTHER;
import static dev.gatehouse.policy.index.PathAutomaton.SETTLED;
import static dev.gatehouse.policy.index.PathAutomaton.SLASH;
import static dev.gatehouse.policy.index.PathAutomaton.SLOT;
import static dev.gatehouse.policy.index.PathAutomaton.SLOTS;
import static dev.gatehouse.policy.index.PathAutomaton.TARGET;
import static dev.gatehouse.policy.index.PathAutomaton.TEXT;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays an automaton out, states near the start first, and gives up when the cells are used up. */
final class AutomatonBuilder {
    private final int mostCells;
    private final Map<Places, Integer> positions = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<List<Integer>, Integer> outcomes = new HashMap<>();
    private final Map<String, Integer> textBegins = new HashMap<>();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private int[] cells = new int[64];
    private int used;

    AutomatonBuilder(int mostCells) {
        this.mostCells = mostCells;
        outcomes.put(List.of(), PathIndex.NO_MATCH);
    }

    /** The automaton, or nothing when it does not fit. */
    Optional<PathAutomaton> build(Places start) {
        place(start);
        while (!waiting.isEmpty() && used <= mostCells) {
            fill(waiting.remove());
        }
        return used <= mostCells
                ? Optional.of(new PathAutomaton(Arrays.copyOf(cells, used), texts.toByteArray(), endsOfOutcomes()))
                : Optional.empty();
    }

    /** Where the state for these places is or will be. */
    private int place(Places places) {
        if (places.areNone() || used > mostCells) {
            return DEAD;
        }
        Integer known = positions.get(places);
        if (known != null) {
            return known;
        }
        int position = used;
        Set<String> literals = places.literals();
        int slots = slotsFor(literals.size());
        used += HEAD + SLOT * slots;
        if (used > mostCells) {
            return DEAD;
        }
        if (used > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(used, 2 * cells.length));
        }
        positions.put(places, position);
        waiting.add(new Waiting(places, literals, position, slots));
        return position;
    }

    private static int slotsFor(int literals) {
        return literals < 2 ? literals : Integer.highestOneBit(literals) * 4;
    }

    private void fill(Waiting state) {
        int position = state.position();
        Places places = state.places();
        cells[position] = outcomeOf(places.ends());
        for (int slot = 0; slot < state.slots(); slot++) {
            cells[position + HEAD + SLOT * slot + TEXT] = NO_TEXT;
        }
        for (String literal : state.literals()) {
            addSlot(position, state.slots() - 1, literal, place(places.after(literal)));
        }
        int other = place(places.afterOther());
        int slash = place(places.afterSlash());
        boolean isSettled = state.slots() == 0 && other == position && slash == position;
        cells[position + OTHER] = other;
        cells[position + SLASH] = slash;
        cells[position + SLOTS] = isSettled ? SETTLED : state.slots();
    }

    private int outcomeOf(int[] ends) {
        List<Integer> key = new ArrayList<>(ends.length);
        for (int end : ends) {
            key.add(end);
        }
        return outcomes.computeIfAbsent(key, unknown -> outcomes.size());
    }

    private int[][] endsOfOutcomes() {
        int[][] ends = new int[outcomes.size()][];
        outcomes.forEach((key, outcome) ->
                ends[outcome] = key.stream().mapToInt(Integer::intValue).toArray());
        return ends;
    }

    private void addSlot(int position, int mask, String literal, int target) {
        int hash = PathAutomaton.hash(literal);
        int slot = PathAutomaton.spread(hash) & mask;
        while (cells[position + HEAD + SLOT * slot + TEXT] != NO_TEXT) {
            slot = (slot + 1) & mask;
        }
        int cell = position + HEAD + SLOT * slot;
        cells[cell + HASH] = hash;
        cells[cell + TEXT] = textBegins.computeIfAbsent(literal, this::addText);
        cells[cell + TARGET] = target;
    }

    private int addText(String literal) {
        int begin = texts.size();
        texts.writeBytes(literal.getBytes(StandardCharsets.ISO_8859_1));
        texts.write(PathAutomaton.END_OF_TEXT);
        return begin;
    }

    /** A state whose place is taken and whose cells are to be filled. */
    private record Waiting(Places places, Set<String> literals, int position, int slots) {}
}
