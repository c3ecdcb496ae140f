package dev.gatehouse.telemetry.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSetTest {
    private static final int RANGE = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsWhatASetOfSingleNumbersIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            NumberSet numbers = new NumberSet();
            TreeSet<Long> oracle = new TreeSet<>();
            for (int i = 0; i < random.nextInt(1, 30); i++) {
                long first = random.nextInt(RANGE);
                long last = random.nextBoolean() ? first : Math.min(RANGE - 1, first + random.nextInt(10));
                if (first == last) {
                    assertThat(numbers.add(first)).isEqualTo(oracle.add(first));
                } else {
                    numbers.add(first, last);
                    LongStream.rangeClosed(first, last).forEach(oracle::add);
                }
            }
            long from = random.nextInt(RANGE);
            long to = from + random.nextInt(1, RANGE);
            assertThat(numbers.count()).isEqualTo(oracle.size());
            assertThat(numbers.first()).isEqualTo(oracle.first());
            assertThat(numbers.last()).isEqualTo(oracle.last());
            assertThat(numbers.missing(from, to).stream()
                            .flatMapToLong(run -> LongStream.rangeClosed(run.first(), run.last())))
                    .containsExactlyElementsOf(LongStream.range(from, to)
                            .filter(number -> !oracle.contains(number))
                            .boxed()
                            .toList());
            assertThat(numbers.countWithin(new NumberSet.Run(from, to - 1)))
                    .isEqualTo(oracle.subSet(from, to).size());
        }
    }
}
