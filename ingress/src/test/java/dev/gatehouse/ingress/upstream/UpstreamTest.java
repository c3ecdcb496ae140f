package dev.gatehouse.ingress.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.policy.identity.SpiffeId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final Endpoint A = new Endpoint("https", "10.0.0.1", 8443);
    private static final Endpoint B = new Endpoint("https", "10.0.0.2", 8443);
    private static final Endpoint C = new Endpoint("https", "::1", 8443);

    @Test
    void turnsGoRound() {
        Upstream upstream = of(Balance.ROUND_ROBIN);

        assertThat(List.of(next(upstream), next(upstream), next(upstream), next(upstream)))
                .containsExactly(A, B, C, A);
    }

    @Test
    void theLeastLoadedIsChosen() {
        Upstream upstream = of(Balance.LEAST_LOADED);
        Lease first = upstream.choose();
        Lease second = upstream.choose();
        Lease third = upstream.choose();
        assertThat(List.of(first.endpoint(), second.endpoint(), third.endpoint()))
                .containsExactlyInAnyOrder(A, B, C);

        second.release();

        assertThat(upstream.choose().endpoint()).isEqualTo(second.endpoint());
    }

    @Test
    void aLeaseIsGivenBackOnce() {
        Upstream upstream = of(Balance.LEAST_LOADED);
        Lease lease = upstream.choose();
        upstream.choose();

        lease.release();
        lease.release();

        assertThat(upstream.inFlight()).isEqualTo(1);
    }

    @Test
    void anIdentityNeedsTls() {
        Optional<SpiffeId> ledger =
                SpiffeId.from("spiffe://acme.example/ledger").id();
        List<Endpoint> mixed = List.of(A, new Endpoint("http", "10.0.0.3", 80));

        assertThatThrownBy(() -> new Upstream("ledger", ledger, mixed, Balance.ROUND_ROBIN, Protocol.HTTP_1_1))
                .hasMessageContaining("cannot prove its identity without tls");
        assertThat(new Upstream("ledger", Optional.empty(), mixed, Balance.ROUND_ROBIN, Protocol.HTTP_1_1).endpoints())
                .hasSize(2);
        assertThatThrownBy(() -> new Upstream("ledger", ledger, List.of(), Balance.ROUND_ROBIN, Protocol.HTTP_1_1))
                .hasMessageContaining("no endpoint");
    }

    @Test
    void anEndpointIsWrittenAsAnUri() {
        assertThat(A).hasToString("https://10.0.0.1:8443");
        assertThat(C).hasToString("https://[::1]:8443");
    }

    private static Upstream of(Balance balance) {
        return new Upstream("ledger", Optional.empty(), List.of(A, B, C), balance, Protocol.HTTP_1_1);
    }

    private static Endpoint next(Upstream upstream) {
        Lease lease = upstream.choose();
        lease.release();
        return lease.endpoint();
    }
}
