package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    // Near the overflow, where nanoTime() may be.
    private static final Long START = Long.MAX_VALUE - 1000;

    @Test
    void theLanesTogetherMakeAConstantRate() {
        List<Long> due = new ArrayList<>();
        for (int lane = 0; lane < 3; lane++) {
            Schedule schedule = Schedule.constantRate(0, 1000, lane, 3, Long.MAX_VALUE);
            IntStream.range(0, 4).forEach(any -> due.add(schedule.nextDue(0)));
        }

        assertThat(due.stream().sorted())
                .containsExactlyElementsOf(
                        LongStream.range(0, 12).mapToObj(n -> n * 1_000_000).toList());
    }

    @Test
    void aLateRequestKeepsItsMoment() {
        Schedule schedule = Schedule.constantRate(0, 1000, 0, 1, Long.MAX_VALUE);
        schedule.nextDue(0);

        assertThat(schedule.nextDue(50_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void withoutARateTheNextIsDueAtOnce() {
        Schedule schedule = Schedule.closedLoop(100);

        assertThat(schedule.nextDue(42)).isEqualTo(42);
        assertThat(schedule.includes(99)).isTrue();
        assertThat(schedule.includes(100)).isFalse();
    }

    @Test
    void endsEvenIfTheClockOverflowsMeanwhile() {
        Schedule schedule = Schedule.closedLoop(START + 5000);

        assertThat(schedule.includes(START)).isTrue();
        assertThat(schedule.includes(START + 4999)).isTrue();
        assertThat(schedule.includes(START + 5000)).isFalse();
    }
}
