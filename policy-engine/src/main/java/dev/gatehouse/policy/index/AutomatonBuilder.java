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
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays an automaton out, states near the start first, and gives up when the cells are used up. */
final class AutomatonBuilder {
    private final States states;
    private final int mostCells;
    private final Map<State, Integer> positions = new IdentityHashMap<>();
    private final Deque<State> waiting = new ArrayDeque<>();
    private final Map<String, Integer> textBegins = new HashMap<>();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private int[] cells = new int[64];
    private int used;
    private int outcomes = 1;

    AutomatonBuilder(States states, int mostCells) {
        this.states = states;
        this.mostCells = mostCells;
    }

    /** The automaton, or nothing when it does not fit. */
    Optional<PathAutomaton> build() {
        place(states.start());
        while (!waiting.isEmpty() && used <= mostCells) {
            fill(waiting.remove());
        }
        return used <= mostCells
                ? Optional.of(new PathAutomaton(Arrays.copyOf(cells, used), texts.toByteArray(), outcomes))
                : Optional.empty();
    }

    /** Where the state is or will be. */
    private int place(State state) {
        if (state.number() == PathIndex.DEAD || used > mostCells) {
            return DEAD;
        }
        Integer known = positions.get(state);
        if (known != null) {
            return known;
        }
        int position = used;
        used += HEAD + SLOT * slotsFor(state.fan().places().literals().size());
        if (used > mostCells) {
            return DEAD;
        }
        if (used > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(used, 2 * cells.length));
        }
        positions.put(state, position);
        waiting.add(state);
        return position;
    }

    private static int slotsFor(int literals) {
        return literals < 2 ? literals : Integer.highestOneBit(literals) * 4;
    }

    private void fill(State state) {
        int position = place(state);
        Set<String> literals = state.fan().places().literals();
        int slots = slotsFor(literals.size());
        cells[position] = state.outcome();
        outcomes = Math.max(outcomes, state.outcome() + 1);
        for (int slot = 0; slot < slots; slot++) {
            cells[position + HEAD + SLOT * slot + TEXT] = NO_TEXT;
        }
        for (String literal : literals) {
            addSlot(position, slots - 1, literal, place(states.next(state, literal, 0, literal.length())));
        }
        // No segment is just a slash, so this is one that no literal speaks of.
        int other = place(states.next(state, "/", 0, 1));
        int slash = place(states.next(state, "", 0, 0));
        cells[position + OTHER] = other;
        cells[position + SLASH] = slash;
        cells[position + SLOTS] = slots == 0 && other == position && slash == position ? SETTLED : slots;
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
}
