package dev.gatehouse.telemetry.ring;

/**
 * The two counters of a ring, kept at least 128 bytes apart: the JVM lays out a superclass's fields before those of its
 * subclasses, so neither side's writes evict the line that the other side reads.
 */
abstract class SlotRingFields extends SlotRingConsumer {
    @SuppressWarnings("unused") // padding
    private long c00, c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15;
}

/** What the producer writes. */
abstract class SlotRingProducer extends SlotRingFront {
    long produced;
    long consumedSeen;
}

/** What the consumer writes. */
abstract class SlotRingConsumer extends SlotRingMiddle {
    long consumed;
    long producedSeen;
}

/** Keeps the producer's line clear of the object's header and neighbours. */
abstract class SlotRingFront {
    @SuppressWarnings("unused") // padding
    private long a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15;
}

/** Keeps both sides apart. */
abstract class SlotRingMiddle extends SlotRingProducer {
    @SuppressWarnings("unused") // padding
    private long b00, b01, b02, b03, b04, b05, b06, b07, b08, b09, b10, b11, b12, b13, b14, b15;
}
