package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.UntoldLosses;
import dev.gatehouse.telemetry.spool.Lane;
import dev.gatehouse.telemetry.spool.LaneNumbers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossRecordsTest {
    private static final Lane LANE = new Lane(Topic.REQUESTS.number(), 2);

    private final UntoldLosses losses = new UntoldLosses();

    @Test
    void manyRangesAreToldInRecordsOfABoundedSizeAndNoneIsLeftOut() {
        LaneNumbers numbers = new LaneNumbers();
        for (int i = 0; i < 2_500; i++) {
            numbers.add(LANE, i * 3L, i * 3L + 1);
        }
        losses.add(LossReason.SPOOL_FULL, "boot", numbers);

        List<LossRecords.Part> parts = new ArrayList<>(LossRecords.parts(told().get(0)));

        assertThat(parts).hasSize(3).allMatch(part -> part.ranges().size() <= 1_000);
        assertThat(parts.stream().mapToLong(LossRecords.Part::count).sum()).isEqualTo(5_000);
        assertThat(parts.stream().flatMap(part -> part.ranges().stream())).containsExactlyElementsOf(numbers.ranges());
    }

    @Test
    void whatHadNoNumberIsCountedWithoutRanges() {
        losses.add(LossReason.RING_FULL, "boot", 7);
        losses.add(LossReason.RING_FULL, "boot", 5);

        assertThat(LossRecords.parts(told().get(0))).singleElement().satisfies(part -> {
            assertThat(part.count()).isEqualTo(12);
            assertThat(part.ranges()).isEmpty();
        });
    }

    @Test
    void whatCouldNotBeToldIsToldTheNextTime() {
        losses.add(LossReason.SPOOL_FULL, "boot", numbers(1));
        losses.add(LossReason.SPOOL_BUDGET, "boot", numbers(2));
        losses.tell(loss -> loss.reason() == LossReason.SPOOL_FULL);

        assertThat(told()).extracting(UntoldLosses.Told::reason).containsExactly(LossReason.SPOOL_BUDGET);
        assertThat(told()).isEmpty();
    }

    @Test
    void aTellerThatFailsLosesNothing() {
        losses.add(LossReason.SPOOL_FULL, "boot", numbers(1));
        losses.add(LossReason.SPOOL_BUDGET, "boot", numbers(2));
        assertThatThrownBy(() -> losses.tell(loss -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(told()).hasSize(2);
    }

    @Test
    void lossesOfOneCauseAreToldTogether() {
        losses.add(LossReason.SEND_FAILED, "boot", numbers(4));
        losses.add(LossReason.SEND_FAILED, "boot", numbers(5));
        losses.add(LossReason.SEND_FAILED, "other", numbers(6));

        assertThat(told()).extracting(UntoldLosses.Told::count).containsExactly(2L, 1L);
    }

    private List<UntoldLosses.Told> told() {
        List<UntoldLosses.Told> told = new ArrayList<>();
        losses.tell(told::add);
        return told;
    }

    private static LaneNumbers numbers(long number) {
        LaneNumbers numbers = new LaneNumbers();
        numbers.add(LANE, number);
        return numbers;
    }
}
