package dev.gatehouse.ingress.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.identity.OnBehalfOf;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class IdentificationTest {
    private static final TraceId TRACE = new TraceId(1, 2);
    private static final TrustLevel PARTNER = new TrustLevel("partner", 1);
    private static final TrustLabel LABEL = new TrustLabel(PARTNER, Set.of());

    private final Snapshot open = TestSnapshots.open();
    private final ContextHeader ours = signer(System::currentTimeMillis);
    private final Snapshot snapshot = new Snapshot(
            open.generation(),
            open.hash(),
            open.routes(),
            open.policy(),
            open.identities(),
            open.tokens(),
            open.trustedProxies(),
            ours,
            open.clients(),
            open.recording());

    @Test
    void aCallerWithoutContextActsForItself() {
        assertThat(Identification.behalf(new DefaultHttpHeaders(), snapshot, TRACE))
                .isEmpty();
    }

    @Test
    void whatTheGatewaySignedIsBelieved() {
        Optional<OnBehalfOf> behalf = behalf(ours.write(TRACE, "partner", LABEL));

        assertThat(behalf).map(OnBehalfOf::label).contains(LABEL);
        assertThat(behalf).map(OnBehalfOf::caller).contains("partner");
    }

    @Test
    void aContextThatIsForgedOrExpiredOrDoubledSpeaksForAStranger() {
        String expired = signer(() -> System.currentTimeMillis() - 3_600_000).write(TRACE, "partner", LABEL);
        String signed = ours.write(TRACE, "partner", LABEL);
        TrustLabel stranger = open.identities().anonymous().label();

        assertThat(behalf("forged")).map(OnBehalfOf::label).contains(stranger);
        assertThat(behalf(expired)).map(OnBehalfOf::label).contains(stranger);
        assertThat(behalf(signed, signed)).map(OnBehalfOf::label).contains(stranger);
    }

    private Optional<OnBehalfOf> behalf(String... lines) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String line : lines) {
            headers.add(ContextHeader.NAME, line);
        }
        return Identification.behalf(headers, snapshot, TRACE);
    }

    private static ContextHeader signer(LongSupplier millis) {
        return new ContextHeader(new byte[32], List.of(new TrustLevel("public", 0), PARTNER), millis);
    }
}
