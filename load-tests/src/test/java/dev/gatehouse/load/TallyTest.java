package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long WARM = 1_000_000_000L;

    private final Tally tally = new Tally(browse(), Protocol.HTTP_2, WARM);

    @Test
    void theWarmUpIsCountedButNotMeasured() {
        tally.answered(200, true, WARM - 1, WARM + 5_000_000);
        tally.answered(200, true, WARM, WARM + 2_000_000);
        tally.drainInterval();

        assertThat(tally.answers()).isEqualTo(2);
        assertThat(tally.latency().getTotalCount()).isEqualTo(1);
        assertThat(tally.latency().getMaxValue() / 1000.0).isCloseTo(2.0, within(0.01));
    }

    @Test
    void anIntervalIsDrainedOnceAndAddedToTheTotal() {
        tally.answered(200, true, WARM, WARM + 1_000_000);
        assertThat(tally.drainInterval().getTotalCount()).isEqualTo(1);
        tally.answered(200, true, WARM, WARM + 1_000_000);
        assertThat(tally.drainInterval().getTotalCount()).isEqualTo(1);
        assertThat(tally.drainInterval().getTotalCount()).isZero();
        assertThat(tally.latency().getTotalCount()).isEqualTo(2);
    }

    @Test
    void everythingButTheExpectedAnswerIsAnError() {
        tally.answered(200, true, WARM, WARM);
        tally.answered(503, true, WARM, WARM);
        tally.answered(503, false, WARM, WARM);
        tally.answered(200, false, WARM, WARM);
        tally.failed(new IOException("gone"));

        assertThat(tally.errors()).isEqualTo(Map.of("status 503", 2L, "no x-request-id", 1L, "IOException", 1L));
        assertThat(tally.answers()).isEqualTo(4);
        assertThat(tally.unanswered()).isEqualTo(1);
    }

    @Test
    void kindsOfErrorsAreBounded() {
        for (int status = 300; status < 500; status++) {
            tally.answered(status, true, WARM, WARM);
        }

        assertThat(tally.errors()).hasSizeLessThanOrEqualTo(51).containsEntry("others", 150L);
    }

    private static Scenario browse() {
        try {
            return Scenario.mix(List.of("browse")).get(0);
        } catch (LoadProblem unknown) {
            throw new AssertionError(unknown);
        }
    }
}
