package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionLimitsTest {
    private static final InetAddress ONE = address("203.0.113.1");
    private static final InetAddress OTHER = address("203.0.113.2");
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND / 2);

    @Test
    void placesAreLimitedAndComeBack() {
        AdmissionLimits limits = limits(2, 0);

        assertThat(limits.enter(ONE)).isInstanceOf(Admission.Entered.class);
        assertThat(limits.enter(OTHER)).isInstanceOf(Admission.Entered.class);
        assertThat(limits.enter(ONE)).isEqualTo(new Admission.TurnedAway(Refusal.OVERLOADED, 1));
        assertThat(limits.inFlight()).isEqualTo(2);
        limits.leave();
        assertThat(limits.enter(ONE)).isInstanceOf(Admission.Entered.class);
        assertThat(limits.turnedAway()).isEqualTo(1);
    }

    @Test
    void anAddressMayComeSoManyTimesASecond() {
        AdmissionLimits limits = limits(1_000, 10);

        assertThat(entered(limits, ONE, 15)).isEqualTo(10);
        assertThat(entered(limits, OTHER, 15)).isEqualTo(10);
        clock.addAndGet(SECOND / 10);
        assertThat(entered(limits, ONE, 15)).isEqualTo(1);
        clock.addAndGet(100 * SECOND);
        assertThat(entered(limits, ONE, 15)).isEqualTo(10);
        assertThat(limits.enter(ONE)).isEqualTo(new Admission.TurnedAway(Refusal.RATE_LIMITED, 1));
    }

    @Test
    void whoIsTooFastTakesNoPlace() {
        AdmissionLimits limits = limits(1_000, 1);

        entered(limits, ONE, 50);

        assertThat(limits.inFlight()).isEqualTo(1);
    }

    @Test
    void addressesOfOneIpV6NetworkAreOneClient() {
        AdmissionLimits limits = limits(1_000, 2);

        assertThat(entered(limits, address("2001:db8:1:2::1"), 1)).isEqualTo(1);
        assertThat(entered(limits, address("2001:db8:1:2:ffff::9"), 5)).isEqualTo(1);
        assertThat(entered(limits, address("2001:db8:1:3::1"), 5)).isEqualTo(2);
    }

    @Test
    void everyRefusalHasACodeOfItsOwnThatSaysNothingOfTheInside() {
        Set<String> codes = new HashSet<>();
        for (Refusal refusal : Refusal.values()) {
            assertThat(codes.add(refusal.code())).as(refusal.code()).isTrue();
            assertThat(refusal.code()).matches("[a-z_]+");
            assertThat(refusal.status()).isBetween(400, 504);
        }
        assertThat(Arrays.stream(Refusal.values()).filter(Refusal::closesConnection))
                .contains(Refusal.FRAMING_INVALID, Refusal.MALFORMED_REQUEST);
    }

    private AdmissionLimits limits(int requests, int perSecond) {
        Limits defaults = Limits.defaults();
        return new AdmissionLimits(
                new Limits(
                        defaults.maxConnections(),
                        defaults.maxConnectionsPerAddress(),
                        requests,
                        perSecond,
                        defaults.maxHeaderBytes(),
                        defaults.maxInitialLineBytes(),
                        defaults.headerTimeout(),
                        defaults.idleTimeout(),
                        defaults.maxBodyBytes(),
                        defaults.maxStreams()),
                clock::get);
    }

    private static int entered(AdmissionLimits limits, InetAddress client, int times) {
        int entered = 0;
        for (int i = 0; i < times; i++) {
            if (limits.enter(client) instanceof Admission.Entered) {
                entered++;
            }
        }
        return entered;
    }

    private static InetAddress address(String text) {
        return TrustedProxies.address(text).orElseThrow();
    }
}
