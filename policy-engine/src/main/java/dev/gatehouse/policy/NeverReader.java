package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Reads the promises about all rules together: resolves each word to the identities that it stands for. */
final class NeverReader {
    private static final String ANY = "any";

    private final Map<String, TrustLevel> levels = new LinkedHashMap<>();
    private final Collection<String> identities;
    private final Map<String, Identity> sound;
    private final Problems problems;

    NeverReader(
            List<TrustLevel> levels, Collection<String> identities, Map<String, Identity> sound, Problems problems) {
        levels.forEach(level -> this.levels.put(level.name(), level));
        this.identities = identities;
        this.sound = sound;
        this.problems = problems;
    }

    List<Never> read(List<NeverSource> sources) {
        List<Never> promises = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            promises.add(readOne(Problems.at("never", i), sources.get(i)));
        }
        return promises;
    }

    private Never readOne(String path, NeverSource source) {
        Map<String, Set<String>> reach = read(path, "reach", source.reach(), (own, level) -> !own.isBelow(level));
        Map<String, Set<String>> from = read(path, "from", source.from(), (own, level) -> !level.isBelow(own));
        for (int i = 0; i < source.exceptThrough().size(); i++) {
            checkExempt(
                    Problems.at(path + ".except-through", i),
                    source.exceptThrough().get(i),
                    source);
        }
        return new Never(reach, from, Set.copyOf(source.exceptThrough()), source.position());
    }

    private Map<String, Set<String>> read(
            String path, String key, List<String> words, BiPredicate<TrustLevel, TrustLevel> belongs) {
        String at = path + "." + key;
        if (words.isEmpty()) {
            problems.error(at, "never: `" + key + "` names nobody", "write identities, levels or `any`");
        }
        Map<String, Set<String>> read = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            read.put(words.get(i), resolve(Problems.at(at, i), words.get(i), belongs));
        }
        return read;
    }

    private Set<String> resolve(String path, String word, BiPredicate<TrustLevel, TrustLevel> belongs) {
        TrustLevel level = levels.get(word);
        if (word.equals(ANY)) {
            return sound.keySet();
        }
        if (level != null && identities.contains(word)) {
            problems.error(path, "never: `" + word + "` is an identity and a level", "rename one of them");
        } else if (level == null && !identities.contains(word)) {
            problems.unknown(path, "never: ", "name", word, allNames());
        }
        return level == null
                ? Set.of(word)
                : sound.values().stream()
                        .filter(identity -> belongs.test(identity.label().level(), level))
                        .map(Identity::name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> allNames() {
        Set<String> names = new LinkedHashSet<>(levels.keySet());
        names.addAll(identities);
        return names;
    }

    private void checkExempt(String path, String name, NeverSource source) {
        if (!identities.contains(name)) {
            problems.unknown(path, "never: ", "identity", name, identities);
        } else if (source.from().contains(name) || source.reach().contains(name)) {
            problems.error(
                    path,
                    "never: `" + name + "` is excepted from what is promised of it",
                    "name it at one end of the promise, or in `except-through`");
        }
    }
}
