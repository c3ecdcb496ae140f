package dev.gatehouse.telemetry.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.EventSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RingsTest {

    @Test
    void aFullRingDropsTheNewestAndCountsIt() {
        Rings rings = new Rings(4);
        Recorder recorder = rings.newRecorder();
        for (int i = 0; i < 4; i++) {
            record(recorder, i);
        }

        assertThat(recorder.claim()).isNull();
        assertThat(rings.dropped()).isOne();
        assertThat(rings.finished()).isEqualTo(5);
        assertThat(rings.waiting()).isEqualTo(4);
        assertThat(rings.saturation()).isEqualTo(1);
    }

    @Test
    void slotsComeOutInTheOrderTheyWentIn() {
        Rings rings = new Rings(8);
        Recorder recorder = rings.newRecorder();
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            record(recorder, i);
            rings.drain(slot -> seen.add(slot.attempts()));
        }

        assertThat(seen).hasSize(50).isSorted();
    }

    @Test
    void aSlotThatComesRoundAgainHasForgottenEverything() {
        Rings rings = new Rings(2);
        Recorder recorder = rings.newRecorder();
        for (int i = 0; i < 2; i++) {
            EventSlot slot = Objects.requireNonNull(recorder.claim());
            slot.route("orders").status(403).verdict().denied(true).nearest("almost");
            slot.source().identity("spiffe://prod/shop");
            recorder.publish();
        }
        rings.drain(slot -> {});

        EventSlot again = Objects.requireNonNull(recorder.claim());
        assertThat(again).usingRecursiveComparison().isEqualTo(new EventSlot());
    }

    @Test
    void aClosedRecorderHandsOutNothingAndCounts() {
        Rings rings = new Rings(4);
        Recorder recorder = rings.newRecorder();
        rings.close();

        assertThat(recorder.claim()).isNull();
        assertThat(rings.dropped()).isOne();
    }

    @Test
    void oneRecorderTooManyHasNoSlotsButCounts() {
        Rings rings = new Rings(2);
        for (int i = 0; i < Rings.MAX_RECORDERS; i++) {
            rings.newRecorder();
        }

        assertThat(rings.newRecorder().claim()).isNull();
        assertThat(rings.finished()).isOne();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void producersAndConsumerAtOnceLoseNothingUncounted() throws InterruptedException {
        int producers = 3;
        int each = 300_000;
        Rings rings = new Rings(256);
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(new Thread(() -> produce(rings.newRecorder(), producer, each)));
        }
        threads.forEach(Thread::start);
        int[] last = new int[producers];
        long[] taken = new long[1];
        boolean[] torn = new boolean[1];
        while (threads.stream().anyMatch(Thread::isAlive) || rings.waiting() > 0) {
            taken[0] += rings.drain(slot -> {
                int producer = slot.status();
                // The same number in two fields: a torn slot would differ.
                torn[0] |= slot.reqBytes() != slot.attempts() || slot.attempts() <= last[producer];
                last[producer] = slot.attempts();
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(torn[0]).isFalse();
        assertThat(taken[0] + rings.dropped()).isEqualTo((long) producers * each);
        assertThat(rings.finished()).isEqualTo((long) producers * each);
    }

    private static void produce(Recorder recorder, int producer, int count) {
        for (int i = 1; i <= count; i++) {
            EventSlot slot = recorder.claim();
            if (slot != null) {
                slot.status(producer).attempts(i).reqBytes(i);
                recorder.publish();
            }
        }
    }

    private static void record(Recorder recorder, int number) {
        Objects.requireNonNull(recorder.claim()).attempts(number);
        recorder.publish();
    }
}
