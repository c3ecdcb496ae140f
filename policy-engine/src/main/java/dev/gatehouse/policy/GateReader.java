package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.trust.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the gates: each must lift something, end some day, and have somebody who answers for it. */
final class GateReader {
    private final Collection<String> identities;
    private final Map<String, Identity> sound;
    private final Instant now;
    private final Problems problems;

    GateReader(Collection<String> identities, Map<String, Identity> sound, Instant now, Problems problems) {
        this.identities = identities;
        this.sound = sound;
        this.now = now;
        this.problems = problems;
    }

    List<Gate> read(List<GateSource> sources) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            readOne(Problems.at("gates", i), sources.get(i)).ifPresent(gates::add);
        }
        return gates;
    }

    private Optional<Gate> readOne(String path, GateSource source) {
        String subject = "gate from `" + source.from() + "` to `" + source.to() + "`: ";
        checkIdentity(path + ".from", subject, source.from());
        checkIdentity(path + ".to", subject, source.to());
        checkLifts(path, subject, source);
        List<RequestPattern> requests =
                new RequestReader(problems).read(path + ".requests", subject, source.requests());
        checkSaid(path + ".owner", subject + "`owner` is missing", source.owner());
        checkSaid(path + ".reason", subject + "`reason` is missing", source.reason());
        Optional<Instant> expires = Moments.from(source.expires());
        if (expires.isEmpty()) {
            problems.error(
                    path + ".expires",
                    subject + "`" + source.expires() + "` is no date",
                    "write a day, as in `2027-03-31`, or a moment in UTC, as in `2027-03-31T12:00Z`");
        } else if (!now.isBefore(expires.get())) {
            problems.error(path + ".expires", subject + "expired at `" + source.expires() + "`", "renew or remove it");
        }
        return expires.map(end -> new Gate(
                source.from(), source.to(), requests, source.owner(), source.reason(), end, source.position()));
    }

    private void checkIdentity(String path, String subject, String name) {
        if (name.equals("any") || name.startsWith("level>=")) {
            problems.error(path, subject + "a gate names one identity, not `" + name + "`");
        } else if (!identities.contains(name)) {
            problems.unknown(path, subject, "identity", name, identities);
        }
    }

    private void checkLifts(String path, String subject, GateSource source) {
        Identity from = sound.get(source.from());
        Identity to = sound.get(source.to());
        if (from != null && to != null && from.label().dominates(to.floor())) {
            problems.error(path, subject + "lifts nothing: the call is not upward", "remove the gate");
        }
    }

    private void checkSaid(String path, String message, String text) {
        if (text.isBlank()) {
            problems.error(path, message, "somebody must answer for an exception");
        }
    }
}
