package dev.gatehouse.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file {@code explain/*.expected} is what an operator reads about one request. */
class ExplanationTextTest {

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("allowed", Asked.call("anonymous", "GET", "/shop/items?q=1")),
                arguments(
                        "allowed-through-a-gate",
                        Asked.call("checkout", "POST", "/ledger/entries").with("x-tenant", "a")),
                arguments("missing-header", Asked.call("checkout", "POST", "/ledger/entries")),
                arguments("lattice", Asked.call("partner", "GET", "/ledger/entries")),
                arguments(
                        "deny-rule",
                        Asked.call("checkout", "POST", "/ledger/entries")
                                .with("x-tenant", "a")
                                .at("2026-12-25T08:00:00Z")),
                arguments("not-allowed", Asked.call("ledger", "PUT", "/ledger/entries")),
                arguments("audit", Asked.call("ledger", "POST", "/checkout/orders")),
                arguments(
                        "behalf", Asked.call("ledger", "GET", "/ledger/entries").onBehalfOf("partner")),
                arguments("no-route", Asked.call("anonymous", "PUT", "/shop/items")),
                arguments("refused", Asked.call("anonymous", "GET", "/shop/..%2fledger")),
                arguments("chance", Asked.call("anonymous", "GET", "/try/it")),
                arguments("unprotected", Asked.call("anonymous", "GET", "/docs")),
                arguments(
                        "stranger",
                        Asked.call("spiffe://elsewhere.example/a", "GET", "/shop")
                                .with("x-forwarded-for", "10.0.0.1")
                                .with("x-beta", "no")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void theOperatorReadsWhatIsExpected(String name, Asked asked) {
        assertThat(ExplanationText.of(asked.explained())).isEqualTo(Asked.resource(name + ".expected"));
    }

    @Test
    void whatIsAskedAboutCannotSpeakToTheTerminal() {
        String text = ExplanationText.of(
                Asked.call("anonymous", "GET", "/shop/\u001b[31m\u202e").explained());

        assertThat(text).contains("/shop/?[31m?").doesNotContain("\u001b", "\u202e");
    }
}
