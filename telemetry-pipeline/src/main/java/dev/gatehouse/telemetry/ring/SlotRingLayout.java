package dev.gatehouse.telemetry.ring;

/**
 * The counters of a ring, kept at least 128 bytes apart: the JVM lays out a superclass's fields before those of its
 * subclasses, so neither side's writes evict the line that the other side reads.
 */
final class SlotRingLayout {
    private SlotRingLayout() {}

    /** Keeps the producer's line clear of the object's header. */
    abstract static class Front {
        // Padding: never read.
        @SuppressWarnings("unused")
        private long a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15;
    }

    /** What the producer writes. */
    abstract static class Producer extends Front {
        long produced;
        long consumedSeen;
    }

    /** Keeps both sides apart. */
    abstract static class Middle extends Producer {
        // Padding: never read.
        @SuppressWarnings("unused")
        private long b00, b01, b02, b03, b04, b05, b06, b07, b08, b09, b10, b11, b12, b13, b14, b15;
    }

    /** What the consumer writes. */
    abstract static class Consumer extends Middle {
        long consumed;
        long producedSeen;
    }

    /** Keeps the consumer's line clear of what comes after. */
    abstract static class Back extends Consumer {
        // Padding: never read.
        @SuppressWarnings("unused")
        private long c00, c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15;
    }
}
