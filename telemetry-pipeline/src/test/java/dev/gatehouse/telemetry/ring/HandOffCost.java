package dev.gatehouse.telemetry.ring;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import java.lang.management.ManagementFactory;

/** Measures what an event loop pays to hand over one event; run by hand: the figures are in RATIONALE.md. */
final class HandOffCost {
    private static final int EVENTS = 2_000_000;

    private HandOffCost() {}

    public static void main(String[] args) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 12; round++) {
            Rings rings = new Rings(4096);
            Recorder recorder = rings.newRecorder();
            long nanos = 0;
            long allocated = 0;
            for (int done = 0; done < EVENTS; done += 4096) {
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long began = System.nanoTime();
                fill(recorder);
                nanos += System.nanoTime() - began;
                allocated += threads.getCurrentThreadAllocatedBytes() - bytes;
                drainAll(rings);
            }
            System.out.printf("%.1f ns, %.3f B per event%n", (double) nanos / EVENTS, (double) allocated / EVENTS);
        }
    }

    private static void fill(Recorder recorder) {
        for (int i = 0; i < 4096; i++) {
            EventSlot slot = recorder.claim();
            if (slot == null) {
                return;
            }
            slot.tsMillis(i)
                    .route("orders")
                    .pathTemplate("/orders/{id}")
                    .method("GET")
                    .status(200)
                    .end(End.OK);
            slot.upstream("orders").attempts(1).reqBytes(i).respBytes(i).configGeneration(3);
            slot.ids().eventId(i, 2).traceId(i, 3).spanId(i);
            slot.connection()
                    .protocol("HTTP/2")
                    .tlsVersion("TLSv1.3")
                    .peerCertSha256("ab")
                    .clientNet("192.0.2.0/24");
            slot.source().identity("shop").level("internal").spiffe("spiffe://prod/shop");
            slot.destination().identity("orders").level("internal").spiffe("spiffe://prod/orders");
            slot.verdict()
                    .decision("allowed")
                    .rule("shop-to-orders")
                    .rulesetHash("h")
                    .reason("allowed");
            slot.timings().policyUs(1).queueUs(0).connectUs(0).ttfbUs(300).totalUs(400);
            recorder.publish();
        }
    }

    private static void drainAll(Rings rings) {
        int drained;
        do {
            drained = rings.drain(slot -> {});
        } while (drained > 0);
    }
}
