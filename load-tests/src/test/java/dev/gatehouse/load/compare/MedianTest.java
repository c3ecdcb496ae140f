package dev.gatehouse.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void takesTheMiddleOfEachFigureForItself() {
        List<Measured> runs = List.of(run(1, 30), run(100, 20), run(3, 10));

        assertThat(Median.of(runs)).isEqualTo(run(3, 20));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Median.of(List.of(run(1, 1), run(2, 1), run(4, 1), run(9, 1))))
                .isEqualTo(run(3, 1));
    }

    static Measured run(double cpu, double rest) {
        return new Measured(cpu, rest, rest, rest, rest, rest, rest);
    }
}
