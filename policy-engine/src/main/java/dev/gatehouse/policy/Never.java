package dev.gatehouse.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A promise about all rules together, checked: nobody of {@code from} reaches any of {@code reach}, not even
 * through others, unless one of {@code exceptThrough} is on the chain, its ends included.
 *
 * <p>{@code reach} and {@code from} map each word as written, an identity or a level, to the identities that it
 * stands for. {@code position} is where the promise is written, empty when nobody said.
 */
public record Never(
        Map<String, Set<String>> reach, Map<String, Set<String>> from, Set<String> exceptThrough, String position) {

    public Never {
        reach = copyOf(reach);
        from = copyOf(from);
        exceptThrough = Set.copyOf(exceptThrough);
    }

    private static Map<String, Set<String>> copyOf(Map<String, Set<String>> words) {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        words.forEach((word, names) -> copy.put(word, Set.copyOf(names)));
        return Collections.unmodifiableMap(copy);
    }

    /** Whom nobody of {@link #startsFrom} may reach. */
    public Set<String> endsAt() {
        return without(exceptThrough, reach.values());
    }

    /** Who may not reach any of {@link #endsAt}. */
    public Set<String> startsFrom() {
        return without(exceptThrough, from.values());
    }

    private static Set<String> without(Set<String> exempt, Collection<Set<String>> groups) {
        return groups.stream()
                .flatMap(Set::stream)
                .filter(name -> !exempt.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The word, as written, that speaks of this end of a chain. */
    public String wordForEnd(String identity) {
        return word(reach, identity);
    }

    /** The word, as written, that speaks of this start of a chain. */
    public String wordForStart(String identity) {
        return word(from, identity);
    }

    private static String word(Map<String, Set<String>> words, String identity) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().contains(identity))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(identity);
    }
}
