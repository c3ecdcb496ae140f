package dev.gatehouse.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final TrustLevel LOW = new TrustLevel("low", 0);
    private static final TrustLevel HIGH = new TrustLevel("high", 1);
    private static final SpiffeId WEB_ID =
            SpiffeId.from("spiffe://acme.example/web").id().orElseThrow();

    private static final Identity ANONYMOUS = identity("anonymous", LOW, new Proof.Anonymous());
    private static final Identity WEB = identity("web", HIGH, new Proof.Spiffe(WEB_ID));

    @Test
    void aCertificateIsWhoItsIdNames() {
        assertThat(directory(WEB).ofCertificate(WEB_ID)).isEqualTo(WEB);
    }

    @Test
    void aCertificateNobodyNamesIsAnonymous() {
        assertThat(directory().ofCertificate(WEB_ID)).isEqualTo(ANONYMOUS);
    }

    @Test
    void aTokenIsWhoAsksForItsClaims() {
        Identity staff = token("staff", HIGH, Map.of("groups", "staff"));

        assertThat(directory(staff).ofToken("sso", groups("users", "staff"))).isEqualTo(staff);
        assertThat(directory(staff).ofToken("sso", groups("users"))).isEqualTo(ANONYMOUS);
        assertThat(directory(staff).ofToken("sso", Claims.none())).isEqualTo(ANONYMOUS);
    }

    @Test
    void aTokenOfAnotherIssuerIsAnonymous() {
        Identity staff = token("staff", HIGH, Map.of("groups", "staff"));

        assertThat(directory(staff).ofToken("other", groups("staff"))).isEqualTo(ANONYMOUS);
    }

    @Test
    void theIdentityThatAsksForMoreClaimsWins() {
        Identity anybody = token("anybody", LOW, Map.of());
        Identity staff = token("staff", HIGH, Map.of("groups", "staff"));

        assertThat(directory(anybody, staff).ofToken("sso", groups("staff"))).isEqualTo(staff);
        assertThat(directory(staff, anybody).ofToken("sso", groups("x"))).isEqualTo(anybody);
    }

    @Test
    void ofEquallyDemandingIdentitiesTheLessTrustedWinsThenTheFirstByName() {
        Identity admin = token("admin", HIGH, Map.of("groups", "admin"));
        Identity staff = token("staff", LOW, Map.of("groups", "staff"));
        Identity guest = token("guest", LOW, Map.of("groups", "guest"));

        assertThat(directory(admin, staff).ofToken("sso", groups("admin", "staff")))
                .isEqualTo(staff);
        assertThat(directory(staff, guest).ofToken("sso", groups("guest", "staff")))
                .isEqualTo(guest);
    }

    @Test
    void everybodyIsFoundByName() {
        assertThat(directory(WEB).named("web")).contains(WEB);
        assertThat(directory(WEB).named("anonymous")).contains(ANONYMOUS);
        assertThat(directory(WEB).named("wbe")).isEmpty();
    }

    private static Identities directory(Identity... others) {
        return new Identities(ANONYMOUS, List.of(others));
    }

    private static Claims groups(String... groups) {
        return new Claims(Map.of("groups", List.of(groups)));
    }

    private static Identity token(String name, TrustLevel level, Map<String, String> claims) {
        return identity(name, level, new Proof.Jwt("sso", claims));
    }

    private static Identity identity(String name, TrustLevel level, Proof proof) {
        return new Identity(name, new TrustLabel(level, Set.of()), level, proof);
    }
}
