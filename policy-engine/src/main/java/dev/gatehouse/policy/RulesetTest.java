package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test of a ruleset, checked: a call to the service that it protects, and what must be decided about it.
 *
 * <p>{@code name} tells the call in words. {@code at} is absent when the test holds at any ordinary time.
 * {@code because} is a part of the explanation, empty when none is asked for. {@code source} leads to the test,
 * as in {@code rulesets[0].tests[1]}, and {@code position} is where it is written, empty when nobody said.
 */
public record RulesetTest(
        String name,
        String service,
        Identity caller,
        @Nullable Identity behalf,
        String method,
        CanonicalPath path,
        Attributes attributes,
        @Nullable Instant at,
        Expectation expect,
        String because,
        String source,
        String position) {

    /** When the call is made, if the test says so. */
    public Optional<Instant> moment() {
        return Optional.ofNullable(at);
    }

    /** The call, made at this moment. */
    public AccessRequest call(Instant moment) {
        AccessRequest call =
                AccessRequest.of(caller, service, method, path, moment).with(attributes);
        return behalf == null ? call : call.onBehalfOf(behalf.label());
    }

    /** Whether the explanation says what the test wants to hear; backticks are passed over. */
    public boolean isExplainedBy(String explanation) {
        return plain(explanation).contains(plain(because));
    }

    private static String plain(String text) {
        return text.replace("`", "");
    }
}
