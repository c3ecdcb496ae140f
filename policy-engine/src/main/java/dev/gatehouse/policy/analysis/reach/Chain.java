package dev.gatehouse.policy.analysis.reach;

import java.util.List;

/** Calls of which each service makes the next, at least one. */
public record Chain(List<Hop> hops) {
    public Chain {
        hops = List.copyOf(hops);
    }

    public String start() {
        return hops.get(0).caller();
    }

    public String end() {
        return hops.get(hops.size() - 1).service();
    }

    public int length() {
        return hops.size();
    }

    /** A line for each hop, with the reason that it can be made. */
    public List<String> lines() {
        int width = hops.stream().mapToInt(hop -> hop.ends().length()).max().orElse(0);
        return hops.stream()
                .map(hop -> hop.ends() + " ".repeat(width - hop.ends().length()) + "   " + hop.way())
                .toList();
    }

    /** Everybody on it, in order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(start());
        hops.forEach(hop -> text.append(" -> ").append(hop.service()));
        return text.toString();
    }
}
