package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.identity.SpiffeResult;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.JwtSource;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the identities; those with a mistake are known by name, so that one mistake is told once. */
final class IdentityReader {
    private static final Set<String> RESERVED = Set.of("any", "none");

    private final DeclaredTrust trust;
    private final Problems problems;
    private final Map<String, Identity> sound = new LinkedHashMap<>();
    private final Map<SpiffeId, String> ownerOf = new HashMap<>();

    IdentityReader(DeclaredTrust trust, Problems problems) {
        this.trust = trust;
        this.problems = problems;
    }

    /** Everybody whose entry is sound, the anonymous one included when there is any level. */
    Map<String, Identity> read(Map<String, IdentitySource> sources) {
        sources.forEach((name, source) -> {
            String path = Problems.at("identities", name);
            if (name.equals(Identity.ANONYMOUS)) {
                readAnonymous(path, source);
            } else {
                readNamed(path, name, source);
            }
        });
        if (!sources.containsKey(Identity.ANONYMOUS)) {
            trust.lowest().ifPresent(this::addAnonymous);
        }
        return sound;
    }

    static Identities directoryOf(Map<String, Identity> sound) {
        Map<String, Identity> others = new LinkedHashMap<>(sound);
        Identity anonymous = others.remove(Identity.ANONYMOUS);
        if (anonymous == null) {
            throw new IllegalArgumentException("nobody is anonymous");
        }
        return new Identities(anonymous, others.values());
    }

    private void readAnonymous(String path, IdentitySource source) {
        boolean onlyLevel = source.spiffe() == null
                && source.jwt() == null
                && source.accepts() == null
                && source.compartments().isEmpty();
        if (!onlyLevel) {
            problems.error(path, "identity `anonymous` may only have a `level`", "it is whoever proves nothing");
        }
        Optional<TrustLevel> level = source.level() == null
                ? trust.lowest()
                : trust.level(path + ".level", "identity `anonymous`: ", source.level());
        level.ifPresent(this::addAnonymous);
    }

    private void addAnonymous(TrustLevel level) {
        TrustLabel label = new TrustLabel(level, Set.of());
        sound.put(Identity.ANONYMOUS, new Identity(Identity.ANONYMOUS, label, level, new Proof.Anonymous()));
    }

    private void readNamed(String path, String name, IdentitySource source) {
        String subject = "identity `" + name + "`: ";
        if (RESERVED.contains(name)) {
            problems.error(path, "`" + name + "` is a reserved name", "give the identity another name");
        }
        problems.checkName(path, "identity", name);
        Optional<TrustLevel> level = Optional.empty();
        if (source.level() == null) {
            problems.error(path, subject + "`level` is missing");
        } else {
            level = trust.level(path + ".level", subject, source.level());
        }
        trust.checkCompartments(path + ".compartments", subject, source.compartments());
        Optional<TrustLevel> accepts =
                source.accepts() == null ? level : trust.level(path + ".accepts", subject, source.accepts());
        Optional<Proof> proof = readProof(path, name, source, level);
        if (level.isPresent() && accepts.isPresent() && proof.isPresent()) {
            TrustLabel label = new TrustLabel(level.get(), Set.copyOf(source.compartments()));
            sound.put(name, new Identity(name, label, accepts.get(), proof.get()));
        }
    }

    private Optional<Proof> readProof(String path, String name, IdentitySource source, Optional<TrustLevel> level) {
        String subject = "identity `" + name + "`: ";
        if (source.spiffe() != null && source.jwt() != null) {
            problems.error(path, subject + "has both `spiffe` and `jwt`", "an identity is proven in one way");
            return Optional.empty();
        }
        if (source.spiffe() != null) {
            return readSpiffe(path, name, source.spiffe(), level);
        }
        if (source.jwt() != null) {
            return Optional.of(readJwt(path + ".jwt", subject, source.jwt()));
        }
        problems.error(path, subject + "has neither `spiffe` nor `jwt`", "only `anonymous` needs no proof");
        return Optional.empty();
    }

    private Optional<Proof> readSpiffe(String path, String name, String uri, Optional<TrustLevel> level) {
        String subject = "identity `" + name + "`: ";
        String at = path + ".spiffe";
        SpiffeResult result = SpiffeId.from(uri);
        if (result.id().isEmpty()) {
            problems.error(at, subject + "`" + uri + "`: " + result.reason());
            return Optional.empty();
        }
        SpiffeId id = result.id().get();
        if (!id.hasPath()) {
            problems.error(at, subject + "`" + uri + "` names a trust domain, not a workload", "add a path");
        }
        trust.checkDomain(at, subject, id.trustDomain());
        TrustLevel highest = trust.maxLevel(id.trustDomain());
        if (highest != null && level.isPresent() && highest.isBelow(level.get())) {
            problems.error(
                    path + ".level",
                    subject + "level `" + level.get() + "` is above what trust domain `" + id.trustDomain()
                            + "` may vouch for",
                    "the domain's `max-level` is `" + highest + "`");
        }
        String owner = ownerOf.putIfAbsent(id, name);
        if (owner != null) {
            problems.error(at, subject + "`" + uri + "` is already the id of `" + owner + "`");
        }
        return Optional.of(new Proof.Spiffe(id));
    }

    private Proof readJwt(String path, String subject, JwtSource jwt) {
        trust.checkIssuer(path + ".issuer", subject, jwt.issuer());
        jwt.claims().forEach((claim, value) -> {
            if (value.isEmpty()) {
                problems.error(Problems.at(path + ".claims", claim), subject + "claim `" + claim + "` has no value");
            }
        });
        return new Proof.Jwt(jwt.issuer(), jwt.claims());
    }
}
