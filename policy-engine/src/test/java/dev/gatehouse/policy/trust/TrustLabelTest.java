package dev.gatehouse.policy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustLabelTest {
    private static final TrustLevel LOW = new TrustLevel("low", 0);
    private static final TrustLevel MIDDLE = new TrustLevel("middle", 1);
    private static final TrustLevel HIGH = new TrustLevel("high", 2);
    private static final List<TrustLabel> ALL = everyLabel();

    @Test
    void aLabelDominatesWhatIsNotHigherAndHasNoOtherCompartments() {
        assertThat(label(HIGH, "pay").dominates(label(MIDDLE, "pay"))).isTrue();
        assertThat(label(HIGH).dominates(label(HIGH))).isTrue();
        assertThat(label(HIGH).dominates(label(LOW, "pay"))).isFalse();
        assertThat(label(LOW, "pay").dominates(label(HIGH))).isFalse();
    }

    @Test
    void theMeetIsDominatedByBothAndByNothingLess() {
        for (TrustLabel a : ALL) {
            for (TrustLabel b : ALL) {
                TrustLabel meet = a.meet(b);
                assertThat(a.dominates(meet) && b.dominates(meet)).isTrue();
                assertThat(ALL).allMatch(c -> !(a.dominates(c) && b.dominates(c)) || meet.dominates(c));
            }
        }
    }

    @Test
    void theMeetIsAssociativeCommutativeAndIdempotent() {
        for (TrustLabel a : ALL) {
            assertThat(a.meet(a)).isEqualTo(a);
            for (TrustLabel b : ALL) {
                assertThat(a.meet(b)).isEqualTo(b.meet(a));
                for (TrustLabel c : ALL) {
                    assertThat(a.meet(b).meet(c)).isEqualTo(a.meet(b.meet(c)));
                }
            }
        }
    }

    private static List<TrustLabel> everyLabel() {
        List<TrustLabel> labels = new ArrayList<>();
        for (TrustLevel level : List.of(LOW, MIDDLE, HIGH)) {
            labels.addAll(
                    List.of(label(level), label(level, "pay"), label(level, "health"), label(level, "pay", "health")));
        }
        return labels;
    }

    private static TrustLabel label(TrustLevel level, String... compartments) {
        return new TrustLabel(level, Set.of(compartments));
    }
}
