package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.analysis.Outlook.Answer;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutlooksTest {
    private static final RuleSource TENANTS_ONLY = new RuleSource(
            "tenants", List.of("pay"), List.of("GET /a/**"), Map.of("header.h", Condition.present()), null, null);
    private static final List<String> TEMPLATES = List.of("/**", "/a/**", "/*", "/a/b", "/*/b");

    private final Random random = new Random(5);

    @Test
    void saysWhatTryingEveryCallThatItMayHaveBeenSays() {
        SmallWorld world = new SmallWorld(17);
        List<Witness> calls = SmallWorld.calls();
        Set<Answer> seen = EnumSet.noneOf(Answer.class);
        for (int n = 0; n < 60; n++) {
            CompiledPolicy policy = SmallWorld.compiled(world.policy());
            Outlooks outlooks = new Outlooks(policy);
            for (int k = 0; k < 20; k++) {
                Witness call = calls.get(random.nextInt(calls.size()));
                boolean headerKnown = random.nextBoolean();
                Optional<PathTemplate> template = random.nextBoolean() ? template(call.path()) : Optional.empty();
                Outlook outlook = outlooks.of(partial(policy, call, headerKnown, template));
                assertThat(outlook.answer()).isEqualTo(tried(policy, calls, call, headerKnown, template));
                assertShown(policy, outlook);
                seen.add(outlook.answer());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Answer.values());
    }

    @Test
    void aMissingHeaderLeavesTheAnswerToThatHeader() {
        Outlook outlook = outlook(Map.of(), new KnownPath.Exactly(path("/a")));

        assertThat(outlook.answer()).isEqualTo(Answer.UNDECIDED);
        assertThat(outlook.hingesOn()).containsExactly("header `h`");
    }

    @Test
    void aHeaderThatIsKnownToBeAbsentDecides() {
        assertThat(outlook(Map.of("h", List.of()), new KnownPath.Exactly(path("/a")))
                        .answer())
                .isEqualTo(Answer.DENIED);
    }

    @Test
    void aTemplateThatRunsPastTheRulesLeavesTheAnswerToThePath() {
        KnownPath anywhere =
                new KnownPath.Within(List.of(PathTemplate.from("/**").template().orElseThrow()));

        Outlook outlook = outlook(Map.of("h", List.of("x")), anywhere);

        assertThat(outlook.answer()).isEqualTo(Answer.UNDECIDED);
        assertThat(outlook.hingesOn()).containsExactly("the path within `/**`");
    }

    @Test
    void theSameCallAtAnotherTimeIsJudgedByTheRulesOfThatTime() {
        RuleSource december =
                new RuleSource("december", List.of("pay"), List.of("GET /a"), Map.of(), "2026-12-01/2027-01-01", null);
        CompiledPolicy policy = SmallWorld.compiled(SmallWorld.policy(List.of(december), List.of(), false));
        Outlooks outlooks = new Outlooks(policy);
        PartialCall now = call(policy, Map.of(), new KnownPath.Exactly(path("/a")));

        assertThat(outlooks.of(now).answer()).isEqualTo(Answer.DENIED);
        assertThat(outlooks.of(now.at(Instant.parse("2026-12-05T00:00:00Z"))).answer())
                .isEqualTo(Answer.ALLOWED);
        assertThat(outlooks.of(now.at(Instant.parse("2027-01-01T00:00:00Z"))).answer())
                .isEqualTo(Answer.DENIED);
    }

    private static Outlook outlook(Map<String, List<String>> headers, KnownPath path) {
        CompiledPolicy policy = SmallWorld.compiled(SmallWorld.policy(List.of(TENANTS_ONLY), List.of(), false));
        return new Outlooks(policy).of(call(policy, headers, path));
    }

    private static PartialCall call(CompiledPolicy policy, Map<String, List<String>> headers, KnownPath path) {
        Identity pay = policy.identities().named("pay").orElseThrow();
        KnownAttributes said = new KnownAttributes(headers, Map.of(), Optional.empty(), SmallWorld.NOW);
        return new PartialCall(pay, pay.label(), SmallWorld.SERVICE, "GET", path, said);
    }

    private static PartialCall partial(
            CompiledPolicy policy, Witness call, boolean headerKnown, Optional<PathTemplate> template) {
        AccessRequest request = call.toRequest(policy);
        KnownPath path = template.<KnownPath>map(one -> new KnownPath.Within(List.of(one)))
                .orElseGet(() -> new KnownPath.Exactly(call.path()));
        Map<String, List<String>> headers =
                headerKnown ? Map.of("h", call.situation().header("h")) : Map.of();
        KnownAttributes said = new KnownAttributes(
                headers, Map.of(), Optional.empty(), call.situation().at());
        return new PartialCall(request.caller(), request.label(), call.service(), call.method(), path, said);
    }

    private static Answer tried(
            CompiledPolicy policy,
            List<Witness> calls,
            Witness call,
            boolean headerKnown,
            Optional<PathTemplate> template) {
        Set<Boolean> answers = new HashSet<>();
        for (Witness other : calls) {
            boolean mayBe = other.caller().equals(call.caller())
                    && other.behalf().equals(call.behalf())
                    && other.method().equals(call.method())
                    && other.situation().at().equals(call.situation().at())
                    && (!headerKnown
                            || other.situation()
                                    .header("h")
                                    .equals(call.situation().header("h")))
                    && (template.isPresent()
                            ? template.get().matches(other.path())
                            : other.path().equals(call.path()));
            if (mayBe) {
                answers.add(SmallWorld.isAllowed(policy, other));
            }
        }
        return answers.size() == 2 ? Answer.UNDECIDED : answers.contains(true) ? Answer.ALLOWED : Answer.DENIED;
    }

    private static void assertShown(CompiledPolicy policy, Outlook outlook) {
        assertThat(outlook.hingesOn().isEmpty()).isEqualTo(outlook.answer() != Answer.UNDECIDED);
        outlook.allowed()
                .ifPresent(request ->
                        assertThat(policy.engine().decide(request).isAllowed()).isTrue());
        outlook.denied()
                .ifPresent(request ->
                        assertThat(policy.engine().decide(request).isAllowed()).isFalse());
    }

    private Optional<PathTemplate> template(CanonicalPath path) {
        List<PathTemplate> matching = new ArrayList<>();
        for (String written : TEMPLATES) {
            PathTemplate.from(written)
                    .template()
                    .filter(one -> one.matches(path))
                    .ifPresent(matching::add);
        }
        return Optional.of(matching.get(random.nextInt(matching.size())));
    }

    private static CanonicalPath path(String written) {
        return CanonicalPath.from(written).path().orElseThrow();
    }
}
