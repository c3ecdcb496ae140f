package dev.gatehouse.policy.tests;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the moment for a test that names none: now, or the last moment before a time window that now lies in.
 *
 * <p>So the first hour of a freeze does not make a file unloadable that was fine the hour before.
 */
record OrdinaryTime(Instant now) {

    /** Now, if no window of the ruleset is open; else the last moment at which none was. */
    Instant before(@Nullable Ruleset ruleset) {
        if (ruleset == null) {
            return now;
        }
        List<Period> windows = Stream.concat(ruleset.allow().stream(), ruleset.deny().stream())
                .map(Rule::during)
                .filter(during -> !during.equals(Period.ALWAYS))
                .toList();
        Instant at = now;
        Optional<Instant> opened = opened(windows, at);
        while (opened.isPresent()) {
            at = opened.get().minusNanos(1);
            opened = opened(windows, at);
        }
        return at;
    }

    /** When the earliest of the windows opened that are open at this moment. */
    private static Optional<Instant> opened(List<Period> windows, Instant at) {
        return windows.stream()
                .filter(window -> window.contains(at))
                .map(Period::start)
                .min(Instant::compareTo);
    }
}
