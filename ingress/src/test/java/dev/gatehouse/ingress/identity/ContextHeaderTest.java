package dev.gatehouse.ingress.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContextHeaderTest {
    private static final TrustLevel PUBLIC = new TrustLevel("public", 0);
    private static final TrustLevel INTERNAL = new TrustLevel("internal", 1);
    private static final TraceId TRACE = new TraceId(1, 2);
    private static final TrustLabel LABEL = new TrustLabel(INTERNAL, Set.of("payments", "audit"));

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final ContextHeader ours = header(7, PUBLIC, INTERNAL);

    @Test
    void whatWeWroteWeBelieve() {
        assertThat(ours.read(written())).contains(new OnBehalfOf(TRACE, "checkout", LABEL));
    }

    @Test
    void itCountsForAMinute() {
        String header = written();

        millis.addAndGet(60_000);
        assertThat(ours.read(header)).isPresent();
        millis.addAndGet(1);
        assertThat(ours.read(header)).isEmpty();
    }

    @Test
    void aChangedBitAnywhereUndoesIt() {
        byte[] bytes = Base64.getUrlDecoder().decode(written());
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] changed = bytes.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            assertThat(ours.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("bit %d", i)
                    .isEmpty();
        }
    }

    @Test
    void aShortenedOneIsNothing() {
        byte[] bytes = Base64.getUrlDecoder().decode(written());
        for (int length = 0; length < bytes.length; length++) {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, length));
            assertThat(ours.read(text)).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void anotherKeyIsNotOurs() {
        assertThat(header(8, PUBLIC, INTERNAL).read(written())).isEmpty();
    }

    @Test
    void aLevelThatIsGoneCountsForNothing() {
        assertThat(header(7, PUBLIC).read(written())).isEmpty();
    }

    @Test
    void garbageIsNothing() {
        for (String text : new String[] {"", " ", "!", "AAAA", "=", "a,b", "\u00e4", "A".repeat(1_000_000)}) {
            assertThat(ours.read(text)).isEmpty();
        }
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new ContextHeader(new byte[31], List.of(), millis::get))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsWrittenInCharactersThatAHeaderTakes() {
        assertThat(written()).matches("[A-Za-z0-9_-]+").hasSizeLessThan(300);
    }

    private String written() {
        return ours.write(TRACE, "checkout", LABEL);
    }

    private ContextHeader header(int seed, TrustLevel... levels) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return new ContextHeader(key, List.of(levels), millis::get);
    }
}
