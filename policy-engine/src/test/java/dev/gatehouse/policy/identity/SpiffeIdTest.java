package dev.gatehouse.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpiffeIdTest {
    private static final String TABLE = "/identity/spiffe-ids.tsv";

    @ParameterizedTest
    @MethodSource
    void aValidIdIsReadLetterForLetter(String verdict, String uri, String domain, String path) {
        SpiffeId id = SpiffeId.from(uri).id().orElseThrow();

        assertThat(id).hasToString(uri);
        assertThat(id.trustDomain().name()).isEqualTo(domain);
        assertThat(id.path()).isEqualTo(path);
        assertThat(id.hasPath()).isEqualTo(!path.isEmpty());
    }

    static Stream<Object[]> aValidIdIsReadLetterForLetter() {
        return rows("valid");
    }

    @ParameterizedTest
    @MethodSource
    void anythingElseIsRefused(String verdict, String uri, String why) {
        assertThat(SpiffeId.from(uri).id()).isEmpty();
        assertThat(SpiffeId.from(uri).reason()).contains(why);
    }

    static Stream<Object[]> anythingElseIsRefused() {
        return rows("refused");
    }

    @Test
    void theTableOfIdsIsRead() {
        assertThat(rows("valid").count()).isGreaterThan(30);
        assertThat(rows("refused").count()).isGreaterThan(90);
    }

    @Test
    void aTrustDomainMayHave255Letters() {
        assertThat(SpiffeId.from("spiffe://" + "d".repeat(255) + "/w").id()).isPresent();
        assertThat(SpiffeId.from("spiffe://" + "d".repeat(256) + "/w").reason()).contains("trust domain");
    }

    @Test
    void anIdMayHave2048Letters() {
        String longest = "spiffe://a/" + "x".repeat(2048 - 11);

        assertThat(SpiffeId.from(longest).id()).isPresent();
        assertThat(SpiffeId.from(longest + "x").reason()).contains("longer than");
    }

    @Test
    void twoIdsAreTheSameWhenTheirTextsAre() {
        assertThat(SpiffeId.from("spiffe://a/b")).isEqualTo(SpiffeId.from("spiffe://a/b"));
        assertThat(SpiffeId.from("spiffe://a/b")).isNotEqualTo(SpiffeId.from("spiffe://a/B"));
        assertThat(SpiffeId.from("spiffe://a/ns/pay")).isNotEqualTo(SpiffeId.from("spiffe://a/ns/payments"));
    }

    private static Stream<Object[]> rows(String verdict) {
        return Vectors.of(TABLE, verdict).stream().map(row -> (Object[]) row);
    }
}
