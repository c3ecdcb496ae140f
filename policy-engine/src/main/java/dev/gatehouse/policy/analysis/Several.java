package dev.gatehouse.policy.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** True when all of the parts are, or when any is; only {@link #of} makes one, of two or more open parts. */
record Several(List<Formula> parts, boolean all, int size) implements Formula {

    static Formula of(List<Formula> parts, boolean all) {
        Formula deciding = Formula.of(!all);
        List<Formula> open = new ArrayList<>(parts.size());
        int size = 0;
        for (Formula part : parts) {
            if (part.equals(deciding)) {
                return deciding;
            }
            if (!(part instanceof Constant)) {
                open.add(part);
                size += part.size();
            }
        }
        if (open.isEmpty()) {
            return Formula.of(all);
        }
        return open.size() == 1 ? open.get(0) : new Several(open, all, size);
    }

    @Override
    public Formula given(Function<Fact, Truth> known) {
        Formula deciding = Formula.of(!all);
        List<Formula> left = new ArrayList<>(parts.size());
        for (Formula part : parts) {
            Formula rest = part.given(known);
            if (rest.equals(deciding)) {
                return deciding;
            }
            left.add(rest);
        }
        return of(left, all);
    }

    @Override
    public Step firstStep(boolean wanted) {
        return parts.get(0).firstStep(wanted);
    }

    @Override
    public void collectInto(Set<Fact> facts) {
        parts.forEach(part -> part.collectInto(facts));
    }
}
