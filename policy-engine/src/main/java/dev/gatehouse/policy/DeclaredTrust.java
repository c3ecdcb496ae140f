package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.TrustDomain;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that the rest of a policy may use: levels, compartments, trust domains, issuers. */
final class DeclaredTrust {
    private final Problems problems;
    private final Map<String, TrustLevel> levels = new LinkedHashMap<>();
    private final Set<String> compartments;
    private final Set<String> domains;
    private final Map<String, TrustLevel> maxLevels = new HashMap<>();
    private final Set<String> issuers;

    DeclaredTrust(PolicySource source, Problems problems) {
        this.problems = problems;
        this.compartments = new LinkedHashSet<>(source.compartments());
        this.domains = source.domains().keySet();
        this.issuers = source.issuers();
        readLevels(source.levels());
        readCompartments(source.compartments());
        source.domains().forEach(this::readDomain);
    }

    private void readLevels(List<String> names) {
        if (names.isEmpty()) {
            problems.error("trust.levels", "no levels are defined", "list them from low to high");
        }
        for (int i = 0; i < names.size(); i++) {
            String path = Problems.at("trust.levels", i);
            problems.checkName(path, "level", names.get(i));
            if (levels.putIfAbsent(names.get(i), new TrustLevel(names.get(i), levels.size())) != null) {
                problems.error(path, "level `" + names.get(i) + "` is listed twice");
            }
        }
    }

    private void readCompartments(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String path = Problems.at("trust.compartments", i);
            problems.checkName(path, "compartment", names.get(i));
            if (!seen.add(names.get(i))) {
                problems.error(path, "compartment `" + names.get(i) + "` is listed twice");
            }
        }
    }

    private void readDomain(String name, DomainSource domain) {
        String path = Problems.at("trust.domains", name);
        if (TrustDomain.from(name).isEmpty()) {
            problems.error(path, "`" + name + "` is no trust domain", "use 1 to 255 of `a-z0-9.-_`");
        }
        if (domain.maxLevel() != null) {
            level(path + ".max-level", "trust domain `" + name + "`: ", domain.maxLevel())
                    .ifPresent(level -> maxLevels.put(name, level));
        }
    }

    /** The level of this name; reported when there is none. */
    Optional<TrustLevel> level(String path, String subject, String name) {
        TrustLevel level = levels.get(name);
        if (level == null && !levels.isEmpty()) {
            problems.unknown(path, subject, "level", name, levels.keySet());
        }
        return Optional.ofNullable(level);
    }

    /** All levels, from low to high. */
    List<TrustLevel> levels() {
        return List.copyOf(levels.values());
    }

    /** The lowest level, absent when none are defined. */
    Optional<TrustLevel> lowest() {
        return levels.values().stream().findFirst();
    }

    void checkCompartments(String path, String subject, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!compartments.contains(names.get(i))) {
                problems.unknown(Problems.at(path, i), subject, "compartment", names.get(i), compartments);
            }
        }
    }

    void checkIssuer(String path, String subject, String name) {
        if (!issuers.contains(name)) {
            problems.unknown(path, subject, "issuer", name, issuers);
        }
    }

    void checkDomain(String path, String subject, TrustDomain domain) {
        if (!domains.contains(domain.name())) {
            problems.unknown(path, subject, "trust domain", domain.name(), domains);
        }
    }

    /** The highest level that identities of this domain may have, or null when there is no limit. */
    @Nullable
    TrustLevel maxLevel(TrustDomain domain) {
        return maxLevels.get(domain.name());
    }
}
