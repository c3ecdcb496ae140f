package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Condition OFFICE =
            Condition.within(List.of(AddressPrefix.of(new byte[] {10, 0, 0, 0}, 8, "10.0.0.0/8")));

    @Test
    void anAbsentAttributeSatisfiesNothingNegationsIncluded() {
        for (Condition condition : List.of(
                Condition.present(),
                Condition.equalTo("a"),
                Condition.oneOf(List.of("a", "b")),
                Condition.notEqualTo("a"),
                Condition.noneOf(List.of("a", "b")))) {
            assertThat(allows("header.x", condition, Attributes.none())).isFalse();
            assertThat(allows("claim.x", condition, Attributes.none())).isFalse();
        }
        assertThat(allows("claim.x", Condition.has("a"), Attributes.none())).isFalse();
        assertThat(allows("client.address", OFFICE, Attributes.none())).isFalse();
        assertThat(allows("client.address", Condition.present(), Attributes.none()))
                .isFalse();
    }

    @Test
    void anEmptyHeaderIsAsGoodAsNone() {
        assertThat(allows("header.x", Condition.present(), Said.header("x", "")))
                .isFalse();
        assertThat(allows("header.x", Condition.notEqualTo("a"), Said.header("x", "")))
                .isFalse();
    }

    @Test
    void aHeaderIsFoundWhateverTheCaseOfItsNameInTheRule() {
        assertThat(allows("header.X-Tenant", Condition.present(), Said.header("x-tenant", "a")))
                .isTrue();
    }

    @Test
    void valuesAreComparedLetterForLetter() {
        assertThat(allows("header.x", Condition.equalTo("a"), Said.header("x", "a")))
                .isTrue();
        assertThat(allows("header.x", Condition.equalTo("a"), Said.header("x", "A")))
                .isFalse();
        assertThat(allows("header.x", Condition.oneOf(List.of("a", "b")), Said.header("x", "b")))
                .isTrue();
        assertThat(allows("header.x", Condition.oneOf(List.of("a", "b")), Said.header("x", "c")))
                .isFalse();
        assertThat(allows("header.x", Condition.notEqualTo("a"), Said.header("x", "b")))
                .isTrue();
        assertThat(allows("header.x", Condition.notEqualTo("a"), Said.header("x", "a")))
                .isFalse();
        assertThat(allows("header.x", Condition.noneOf(List.of("a", "b")), Said.header("x", "b")))
                .isFalse();
    }

    @Test
    void aHeaderThatOccursTwiceEqualsNothing() {
        assertThat(allows("header.x", Condition.equalTo("a"), Said.header("x", "a", "a")))
                .isFalse();
        assertThat(allows("header.x", Condition.oneOf(List.of("a", "b")), Said.header("x", "a", "b")))
                .isFalse();
        assertThat(allows("header.x", Condition.notEqualTo("c"), Said.header("x", "a", "b")))
                .isFalse();
    }

    @Test
    void aHeaderWithACommaIsNotSurelyOtherThanAnything() {
        assertThat(allows("header.x", Condition.notEqualTo("a"), Said.header("x", "b,a")))
                .isFalse();
        assertThat(allows("header.x", Condition.equalTo("a"), Said.header("x", "a,b")))
                .isFalse();
    }

    @Test
    void aClaimHasAValueWhenItsListContainsIt() {
        assertThat(allows("claim.groups", Condition.has("staff"), Said.claim("groups", "users", "staff")))
                .isTrue();
        assertThat(allows("claim.groups", Condition.has("staff"), Said.claim("groups", "users")))
                .isFalse();
        assertThat(allows("claim.groups", Condition.notEqualTo("staff"), Said.claim("groups", "a", "b")))
                .isTrue();
        assertThat(allows("claim.groups", Condition.notEqualTo("b"), Said.claim("groups", "a", "b")))
                .isFalse();
    }

    @Test
    void aClaimEqualsWhenItHasThatValueAlone() {
        assertThat(allows("claim.sub", Condition.equalTo("a"), Said.claim("sub", "a")))
                .isTrue();
        assertThat(allows("claim.sub", Condition.equalTo("a"), Said.claim("sub", "a", "b")))
                .isFalse();
    }

    @Test
    void aClaimNameMayHaveDots() {
        assertThat(allows("claim.acme.example/role", Condition.equalTo("a"), Said.claim("acme.example/role", "a")))
                .isTrue();
    }

    @Test
    void theClientsAddressMustLieInABlock() {
        assertThat(allows("client.address", OFFICE, Said.address(10, 1, 2, 3))).isTrue();
        assertThat(allows("client.address", OFFICE, Said.address(11, 1, 2, 3))).isFalse();
    }

    private static boolean allows(String attribute, Condition condition, Attributes attributes) {
        return ShopPolicy.withoutRules()
                .with(protect("web", List.of(when(rule("reads", "any", "GET /**"), attribute, condition))))
                .decide("anonymous", "web", "GET /", attributes)
                .isAllowed();
    }
}
