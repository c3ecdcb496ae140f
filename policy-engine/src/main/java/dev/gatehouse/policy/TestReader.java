package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathResult;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tests of the rulesets: each must be a call that the gateway could see. */
final class TestReader {
    private final Collection<String> identities;
    private final Map<String, Identity> sound;
    private final Problems problems;

    TestReader(Collection<String> identities, Map<String, Identity> sound, Problems problems) {
        this.identities = identities;
        this.sound = sound;
        this.problems = problems;
    }

    /** Every test that could be read, in the order of the writing. */
    List<RulesetTest> read(List<RulesetSource> rulesets) {
        List<RulesetTest> tests = new ArrayList<>();
        for (int i = 0; i < rulesets.size(); i++) {
            RulesetSource ruleset = rulesets.get(i);
            ExpectationReader expectations = new ExpectationReader(ruleset, problems);
            for (int j = 0; j < ruleset.tests().size(); j++) {
                String path = Problems.at(Problems.at("rulesets", i) + ".tests", j);
                readOne(path, ruleset.protects(), ruleset.tests().get(j), expectations)
                        .ifPresent(tests::add);
            }
        }
        return tests;
    }

    private Optional<RulesetTest> readOne(
            String path, String service, TestSource source, ExpectationReader expectations) {
        String subject = "test of `" + service + "`: ";
        Optional<Identity> caller = identity(path + ".from", subject, source.from());
        Optional<Identity> behalf =
                source.behalf() == null ? Optional.empty() : identity(path + ".on-behalf-of", subject, source.behalf());
        Optional<Sent> sent = sent(path + ".send", subject, source.send());
        StatedAttributes stated = attributes(path, subject, source);
        Optional<Instant> at = moment(path + ".at", subject, source.at());
        Optional<Expectation> expect = expectations.read(path + ".expect", subject, source.expect());
        boolean isBehalfLost = source.behalf() != null && behalf.isEmpty();
        if (caller.isEmpty() || isBehalfLost || sent.isEmpty() || expect.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RulesetTest(
                nameOf(service, source, stated),
                service,
                caller.get(),
                behalf.orElse(null),
                sent.get().method(),
                sent.get().path(),
                stated.proven(claimsOf(caller.get())),
                at.orElse(null),
                expect.get(),
                source.because() == null ? "" : source.because(),
                path,
                source.position()));
    }

    private Optional<Identity> identity(String path, String subject, String name) {
        if (name.equals("any") || name.startsWith("level>=")) {
            problems.error(path, subject + "a call comes from one identity, not from `" + name + "`");
        } else if (!identities.contains(name)) {
            problems.unknown(path, subject, "identity", name, identities);
        }
        return Optional.ofNullable(sound.get(name));
    }

    private Optional<Sent> sent(String path, String subject, String written) {
        int space = written.indexOf(' ');
        if (space < 0) {
            problems.error(
                    path, subject + "`" + written + "` is no call", "write `METHOD /path`, as in `GET /orders/7`");
            return Optional.empty();
        }
        String method = written.substring(0, space);
        boolean isSound = RequestReader.isMethod(method);
        if (!isSound) {
            problems.error(path, subject + "bad method `" + method + "`", "a call has one method, in upper case");
        }
        PathResult result = CanonicalPath.from(written.substring(space + 1));
        if (!result.isCanonical()) {
            problems.error(
                    path,
                    subject + "`" + written + "`: " + result.reason(),
                    written.contains("?") ? "leave out the query" : "such a call is answered with 400 before any rule");
        }
        return isSound ? result.path().map(canonical -> new Sent(method, canonical)) : Optional.empty();
    }

    private StatedAttributes attributes(String path, String subject, TestSource source) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        source.headers().forEach((name, values) -> {
            String at = Problems.at(path + ".headers", name);
            Optional<Attribute> header = Attribute.from("header." + name);
            if (header.isEmpty()) {
                problems.error(at, subject + "`" + name + "` cannot be the name of a header");
            } else if (headers.putIfAbsent(header.get().written().substring("header.".length()), values) != null) {
                problems.error(at, subject + "header `" + name + "` is given twice", "give it a list of values");
            }
        });
        return new StatedAttributes(headers, source.claims(), source.client());
    }

    private static Map<String, String> claimsOf(Identity caller) {
        return caller.proof() instanceof Proof.Jwt token ? token.claims() : Map.of();
    }

    private Optional<Instant> moment(String path, String subject, @Nullable String written) {
        Optional<Instant> moment = written == null ? Optional.empty() : Moments.from(written);
        if (written != null && moment.isEmpty()) {
            problems.error(
                    path,
                    subject + "`" + written + "` is no moment",
                    "write a day, as in `2027-03-31`, or a moment in UTC, as in `2027-03-31T12:00Z`");
        }
        return moment;
    }

    private static String nameOf(String service, TestSource source, StatedAttributes stated) {
        return service + ": " + source.send() + " from " + source.from()
                + (source.behalf() == null ? "" : " on behalf of " + source.behalf())
                + stated.shown()
                + (source.at() == null ? "" : ", at " + source.at());
    }

    private record Sent(String method, CanonicalPath path) {}
}
