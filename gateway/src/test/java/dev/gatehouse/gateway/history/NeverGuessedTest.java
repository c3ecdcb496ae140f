package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is decided of a call of which a part is unknown is what the engine decides of every call it may have been. */
class NeverGuessedTest {
    private static final int POLICIES = 400;
    private static final int CALLS = 40;
    private static final List<String> METHODS = List.of("GET", "POST");
    private static final List<String> PATHS =
            List.of("/", "/a", "/a/", "/b", "/a/b", "/a/b/c", "/b/a", "/b/b", "/c", "/c/a/b");
    private static final List<String> TEMPLATES =
            List.of("/**", "/a", "/a/**", "/*", "/a/*", "/*/b", "/b/**", "/**/b", "/a/b", "/a/{x}/c", "/c/");
    private static final List<String> CALLERS = List.of("web", "checkout", "any", "level>=internal");
    private static final List<String> HEADERS = List.of("header.x", "header.y");
    private static final List<List<String>> VALUES = List.of(List.of(), List.of("1"), List.of("2"), List.of("1", "2"));

    private final Random random = new Random(20261123);
    private int decided;
    private int open;

    @Test
    void aDecidedCallIsDecidedSoWhateverWasNotRecorded() {
        for (int i = 0; i < POLICIES; i++) {
            Shop shop = shop();
            CompiledPolicy policy = shop.policy();
            Candidate candidate = shop.candidate();
            for (int j = 0; j < CALLS; j++) {
                check(candidate, policy);
            }
        }
        // Both kinds must have been there, or nothing was tested.
        assertThat(decided).isGreaterThan(POLICIES * CALLS / 3);
        assertThat(open).isGreaterThan(POLICIES * CALLS / 20);
    }

    private void check(Candidate candidate, CompiledPolicy policy) {
        String caller = random.nextBoolean() ? "web" : "checkout";
        Calls call = Calls.from(caller, pick(METHODS), pick(TEMPLATES))
                .spiffe(caller.equals("web") ? Shop.WEB : Shop.CHECKOUT);
        if (random.nextBoolean()) {
            call = call.path(pick(PATHS));
        }
        for (String header : HEADERS) {
            if (random.nextBoolean()) {
                call = call.with(header, pick(VALUES).toArray(String[]::new));
            }
        }
        Foreseen foreseen = candidate.foresee(call.call());
        if (foreseen instanceof Foreseen.Decided sure) {
            decided++;
            checkAllThatItMayHaveBeen(call.call(), sure, policy);
        } else {
            open++;
        }
    }

    private static void checkAllThatItMayHaveBeen(RecordedCall call, Foreseen.Decided sure, CompiledPolicy policy) {
        PathTemplate template = PathTemplate.from(call.template()).template().orElseThrow();
        List<String> paths = call.path()
                .map(List::of)
                .orElseGet(() -> PATHS.stream()
                        .filter(path -> template.matches(canonical(path)))
                        .toList());
        for (String path : paths) {
            for (List<String> x : values(call, HEADERS.get(0))) {
                for (List<String> y : values(call, HEADERS.get(1))) {
                    Map<String, List<String>> all = new HashMap<>();
                    all.put(HEADERS.get(0), x);
                    all.put(HEADERS.get(1), y);
                    AccessRequest request = AccessRequest.of(
                                    policy.identities()
                                            .named(call.source().name())
                                            .orElseThrow(),
                                    "ledger",
                                    call.method(),
                                    canonical(path),
                                    call.at())
                            .with(new PartialAttributes(all));
                    Decision decision = policy.ruleByRule().decide(request);
                    assertThat(decision.isAllowed())
                            .as("%s %s %s %s", call, path, all, policy.rulesets())
                            .isEqualTo(sure.outcome() == Outcome.ALLOWED);
                }
            }
        }
    }

    private static List<List<String>> values(RecordedCall call, String header) {
        List<String> known = call.attributes().get(header);
        return known == null ? VALUES : List.of(known);
    }

    private Shop shop() {
        Shop shop = new Shop();
        if (random.nextInt(3) == 0) {
            shop.restrictedLedger().gate(random.nextBoolean() ? "web" : "checkout", request(), "2026-12-01");
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
            shop.allow("allow-" + i, pick(CALLERS), request(), conditions());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            shop.deny("deny-" + i, pick(CALLERS), request(), conditions(), null);
        }
        return shop;
    }

    private String request() {
        return (random.nextInt(3) == 0 ? "*" : pick(METHODS)) + " " + pick(TEMPLATES);
    }

    private Map<String, Condition> conditions() {
        Map<String, Condition> when = new HashMap<>();
        for (String header : HEADERS) {
            if (random.nextInt(4) == 0) {
                when.put(header, pick(List.of(Condition.present(), Condition.equalTo("1"), Condition.notEqualTo("2"))));
            }
        }
        return when;
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static CanonicalPath canonical(String path) {
        return CanonicalPath.from(path).path().orElseThrow();
    }
}
