package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule: resolves its names, so that a rule never holds a pattern over identities. */
final class RuleReader {
    private static final String ANY = "any";
    private static final String LEVEL_AT_LEAST = "level>=";

    private final DeclaredTrust trust;
    private final Collection<String> identities;
    private final Instant now;
    private final Problems problems;

    RuleReader(DeclaredTrust trust, Collection<String> identities, Instant now, Problems problems) {
        this.trust = trust;
        this.identities = identities;
        this.now = now;
        this.problems = problems;
    }

    Rule read(String path, RuleSource source) {
        String subject = "rule `" + source.name() + "`: ";
        return new Rule(
                source.name(),
                source.position(),
                readCallers(path + ".from", subject, source.from()),
                new RequestReader(problems).read(path + ".requests", subject, source.requests()),
                new RequirementReader(problems).read(path + ".when", subject, source.when()),
                readPeriod(path + ".during", subject, source.during()),
                source.reason() == null ? "" : source.reason());
    }

    private Callers readCallers(String path, String subject, List<String> written) {
        if (written.isEmpty()) {
            problems.error(path, subject + "names no caller", "write `any`, `level>=LEVEL` or a list of identities");
        }
        Set<String> names = new HashSet<>();
        TrustLevel lowest = null;
        for (int i = 0; i < written.size(); i++) {
            String entry = written.get(i);
            String at = Problems.at(path, i);
            if (entry.startsWith(LEVEL_AT_LEAST)) {
                String level = entry.substring(LEVEL_AT_LEAST.length());
                lowest = lower(lowest, trust.level(at, subject, level).orElse(null));
            } else if (!entry.equals(ANY)) {
                names.add(entry);
                if (!identities.contains(entry)) {
                    problems.unknown(at, subject, "identity", entry, identities);
                }
            }
        }
        return new Callers(written, written.contains(ANY), names, lowest);
    }

    private static @Nullable TrustLevel lower(@Nullable TrustLevel one, @Nullable TrustLevel other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.meet(other);
    }

    private Period readPeriod(String path, String subject, @Nullable String written) {
        if (written == null) {
            return Period.ALWAYS;
        }
        int slash = written.indexOf('/');
        Optional<Instant> start = slash < 0 ? Optional.empty() : Moments.from(written.substring(0, slash));
        Optional<Instant> end = slash < 0 ? Optional.empty() : Moments.from(written.substring(slash + 1));
        if (start.isEmpty() || end.isEmpty()) {
            problems.error(
                    path,
                    subject + "`" + written + "` is no period",
                    "write start and end in UTC, as in `2026-12-24T00:00Z/2026-12-27T00:00Z`");
            return Period.ALWAYS;
        }
        if (!start.get().isBefore(end.get())) {
            problems.error(path, subject + "`" + written + "` ends before it starts");
        } else if (!now.isBefore(end.get())) {
            problems.warning(path, subject + "`" + written + "` is over", "the rule never matches again: remove it");
        }
        return new Period(start.get(), end.get());
    }
}
