package dev.gatehouse.ingress.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.identity.Claims;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final TrustLevel PUBLIC = new TrustLevel("public", 0);
    private static final TrustLevel PARTNER = new TrustLevel("partner", 1);
    private static final TrustLevel INTERNAL = new TrustLevel("internal", 2);
    private static final Identity NOBODY = identity(Identity.ANONYMOUS, PUBLIC);
    private static final Identity CHECKOUT = identity("checkout", INTERNAL, "payments", "audit");
    private static final Identity STAFF = identity("staff", PARTNER, "payments");

    @Test
    void nobodyIsAnonymous() {
        assertThat(Caller.of(NOBODY, NOBODY, Claims.none()).identity()).isEqualTo(NOBODY);
    }

    @Test
    void eitherProofIsEnough() {
        assertThat(Caller.of(CHECKOUT, NOBODY, Claims.none()).identity()).isEqualTo(CHECKOUT);
        assertThat(Caller.of(CHECKOUT, NOBODY, Claims.none()).label()).isEqualTo(CHECKOUT.label());
        assertThat(Caller.of(NOBODY, STAFF, Claims.none()).identity()).isEqualTo(STAFF);
        assertThat(Caller.of(NOBODY, STAFF, Claims.none()).label()).isEqualTo(STAFF.label());
    }

    @Test
    void theCertificateNamesTheCallerAndBothBoundTheTrust() {
        Caller caller = Caller.of(CHECKOUT, STAFF, Claims.none());

        assertThat(caller.identity()).isEqualTo(CHECKOUT);
        assertThat(caller.label()).isEqualTo(new TrustLabel(PARTNER, Set.of("payments")));
    }

    @Test
    void actingForAnotherNeverRaises() {
        Caller checkout = Caller.of(CHECKOUT, NOBODY, Claims.none());

        assertThat(checkout.onBehalfOf(on(new TrustLabel(PUBLIC, Set.of("audit"))))
                        .label())
                .isEqualTo(new TrustLabel(PUBLIC, Set.of("audit")));
        assertThat(Caller.of(STAFF, NOBODY, Claims.none())
                        .onBehalfOf(on(CHECKOUT.label()))
                        .label())
                .isEqualTo(STAFF.label());
    }

    @Test
    void theNameOfWhomItActsForIsKept() {
        Caller checkout = Caller.of(CHECKOUT, NOBODY, Claims.none());

        assertThat(checkout.behalf()).isEmpty();
        assertThat(checkout.onBehalfOf(on(CHECKOUT.label())).behalf()).isEqualTo("somebody");
    }

    private static OnBehalfOf on(TrustLabel label) {
        return new OnBehalfOf(new TraceId(1, 1), "somebody", label);
    }

    private static Identity identity(String name, TrustLevel level, String... compartments) {
        return new Identity(name, new TrustLabel(level, Set.of(compartments)), level, new Proof.Anonymous());
    }
}
