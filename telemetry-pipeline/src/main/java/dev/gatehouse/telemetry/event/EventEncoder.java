package dev.gatehouse.telemetry.event;

/** Writes what is told of a request. For one thread: buffers are used again. */
public interface EventEncoder {

    /** The event of a finished request. */
    byte[] request(EventSlot slot, long pseq);

    /** The record of a decision, for those who ask who was refused what, and why. */
    byte[] decision(EventSlot slot, long idHigh, long idLow, long pseq, double sampleRate);
}
