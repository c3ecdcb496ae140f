package dev.gatehouse.telemetry.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.read.LedgerAudit.BootAudit;
import dev.gatehouse.telemetry.read.LedgerAudit.Lane;
import dev.gatehouse.telemetry.read.LedgerAudit.LaneResult;
import dev.gatehouse.telemetry.read.LedgerAudit.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerAuditTest {
    private static final Lane LANE = new Lane("requests", 0);
    private static final Lane WINDOWS = new Lane("signals", 0);
    private static final long NOW = 1_000_000;

    private final LedgerAudit audit = new LedgerAudit();

    @Test
    void aBootThatStoppedAndOfWhichEverythingIsThereIsWhole() {
        see(0, 99);
        audit.announced("b", LANE, 100);
        audit.ended("b", State.STOPPED, 100);

        assertThat(result().isWhole()).isTrue();
    }

    @Test
    void whatIsMissingAtTheEndOfABootThatIsOverIsUnexplained() {
        see(0, 89);
        audit.announced("b", LANE, 100);
        audit.ended("b", State.RECOVERED, 100);

        assertThat(result().isProved()).isFalse();
        assertThat(lane().unexplained()).containsExactly(new LedgerAudit.Gap("requests", 0, 90, 99));
    }

    @Test
    void whatARunningBootAnnouncedAndHasNotSentYetIsOnItsWay() {
        see(0, 89);
        audit.announced("b", LANE, 100);

        assertThat(result().state()).isEqualTo(State.RUNNING);
        assertThat(result().isProved()).isTrue();
        assertThat(lane().pending()).isEqualTo(10);
    }

    @Test
    void aGapWithinWhatARunningBootSentIsUnexplained() {
        see(0, 10);
        see(12, 20);

        assertThat(lane().unexplained()).containsExactly(new LedgerAudit.Gap("requests", 0, 11, 11));
    }

    @Test
    void aBootThatFellSilentIsNotProved() {
        audit.seen("b", LANE, 0);
        audit.heard("b", "gw", NOW - 1);

        assertThat(result().state()).isEqualTo(State.SILENT);
        assertThat(result().isProved()).isFalse();
    }

    @Test
    void aDeclaredLossBalancesAndIsNotWhole() {
        see(0, 10);
        see(20, 30);
        audit.declared("b", "spool_budget", LANE, 11, 19);

        assertThat(result().isProved()).isTrue();
        assertThat(result().isWhole()).isFalse();
        assertThat(lane().lost()).containsEntry("spool_budget", 9L);
    }

    @Test
    void aDeclarationOfWhatIsThereIsTold() {
        see(0, 30);
        audit.declared("b", "crash", LANE, 10, 12);

        assertThat(lane().falselyDeclared()).isEqualTo(3);
        assertThat(lane().lost()).isEmpty();
    }

    @Test
    void whatWasDeclaredForTwoReasonsIsMissingOnce() {
        see(0, 9);
        audit.declared("b", "spool_budget", LANE, 10, 19);
        audit.declared("b", "crash", LANE, 10, 24);
        audit.announced("b", LANE, 25);
        audit.ended("b", State.RECOVERED, 25);

        assertThat(lane().lost()).containsOnly(Map.entry("spool_budget", 10L), Map.entry("crash", 5L));
        assertThat(result().isProved()).isTrue();
    }

    @Test
    void aDeclarationOfWhatIsThereIsNoWholeLedger() {
        see(0, 9);
        audit.declared("b", "crash", LANE, 3, 4);

        assertThat(result().isProved()).isTrue();
        assertThat(result().isWhole()).isFalse();
    }

    @Test
    void aRecordIsNewOnlyOnce() {
        assertThat(audit.seen("b", LANE, 0)).isTrue();
        assertThat(audit.seen("b", LANE, 0)).isFalse();
    }

    @Test
    void totalsThatDoNotAddUpAreNotProved() {
        see(0, 99);
        audit.announced("b", LANE, 100);
        audit.ended("b", State.STOPPED, 105);
        assertThat(result().mismatches()).hasSize(1);

        audit.lostWithoutNumbers("b", "ring_full", 5);
        assertThat(result().mismatches()).isEmpty();
    }

    @Test
    void windowsThatCountOtherwiseAreNotProved() {
        see(0, 99);
        audit.announced("b", LANE, 100);
        audit.seen("b", WINDOWS, 0);
        audit.counted("b", 99);
        audit.ended("b", State.STOPPED, 100);

        assertThat(result().mismatches()).hasSize(1);
    }

    @Test
    void whatASuccessorToldOfItsLossesGoesBeforeWhatWasToldPieceByPiece() {
        see(0, 99);
        audit.lostWithoutNumbers("b", "ring_full", 3);
        audit.lostWithoutNumbersInAll("b", "ring_full", 7);
        audit.lostWithoutNumbers("b", "ring_full", 2);
        audit.ended("b", State.RECOVERED, 107);

        assertThat(result().unnumbered()).containsEntry("ring_full", 7L);
        assertThat(result().mismatches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void everyNumberIsAccountedForAsByHand(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            LedgerAudit one = new LedgerAudit();
            int next = random.nextInt(1, 80);
            boolean isOver = random.nextBoolean();
            Set<Long> seen = new TreeSet<>();
            Set<Long> declared = new TreeSet<>();
            for (int i = 0; i < random.nextInt(0, 120); i++) {
                long number = random.nextInt(next);
                one.seen("b", LANE, number);
                seen.add(number);
            }
            for (int i = 0; i < random.nextInt(0, 4); i++) {
                long first = random.nextInt(next);
                long last = Math.min(next - 1, first + random.nextInt(8));
                one.declared("b", "r" + random.nextInt(2), LANE, first, last);
                LongStream.rangeClosed(first, last).forEach(declared::add);
            }
            one.announced("b", LANE, next);
            one.heard("b", "gw", NOW);
            if (isOver) {
                one.ended("b", State.STOPPED, -1);
            }
            LaneResult lane = one.results(new Whole()).get(0).lanes().get(0);
            long arrived = isOver || seen.isEmpty() ? next : ((TreeSet<Long>) seen).last() + 1;
            List<Long> unknown = LongStream.range(0, next)
                    .boxed()
                    .filter(number -> !seen.contains(number) && !declared.contains(number))
                    .toList();
            assertThat(lane.seen()).isEqualTo(seen.size());
            assertThat(lane.unexplained().stream()
                            .flatMapToLong(gap -> LongStream.rangeClosed(gap.first(), gap.last())))
                    .containsExactlyElementsOf(
                            unknown.stream().filter(number -> number < arrived).toList());
            assertThat(lane.pending())
                    .isEqualTo(
                            unknown.stream().filter(number -> number >= arrived).count());
        }
    }

    private void see(long first, long last) {
        audit.heard("b", "gw", NOW);
        LongStream.rangeClosed(first, last).forEach(number -> audit.seen("b", LANE, number));
    }

    private BootAudit result() {
        return audit.results(new Whole()).get(0);
    }

    private LaneResult lane() {
        return result().lanes().get(0);
    }

    /** Topics that were read from their very start. */
    private static final class Whole implements LedgerAudit.Reading {
        @Override
        public boolean beginsInTheMiddle(String bootId, Lane lane) {
            return false;
        }

        @Override
        public boolean isCompacted(String topic) {
            return false;
        }

        @Override
        public long silentBefore() {
            return NOW;
        }

        @Override
        public String requests() {
            return "requests";
        }

        @Override
        public String windows() {
            return "signals";
        }
    }
}
