package dev.gatehouse.telemetry.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceCheckTest {
    private final SequenceCheck check = new SequenceCheck();

    @Test
    void aDenseSequenceInAnyOrderHasNoGap() {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 5_000; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(1));
        numbers.forEach(number -> check.accept("boot", 0, number));

        assertThat(check.gapsFromStart()).isEmpty();
        assertThat(check.seen()).isEqualTo(5_000);
        assertThat(check.duplicates()).isZero();
    }

    @Test
    void aMissingRangeIsNamedExactly() {
        for (long number : new long[] {2, 3, 7, 8}) {
            check.accept("boot", 1, number);
        }

        assertThat(check.gaps()).containsExactly(new SequenceCheck.Gap("boot", 1, 4, 6));
        assertThat(check.gapsFromStart())
                .containsExactly(new SequenceCheck.Gap("boot", 1, 0, 1), new SequenceCheck.Gap("boot", 1, 4, 6));
    }

    @Test
    void aNumberThatComesAgainIsADuplicate() {
        assertThat(check.accept("boot", 0, 4)).isTrue();
        assertThat(check.accept("boot", 0, 4)).isFalse();
        assertThat(check.accept("other", 0, 4)).isTrue();
        assertThat(check.accept("boot", 1, 4)).isTrue();
        assertThat(check.duplicates()).isOne();
        assertThat(check.seen()).isEqualTo(3);
    }
}
