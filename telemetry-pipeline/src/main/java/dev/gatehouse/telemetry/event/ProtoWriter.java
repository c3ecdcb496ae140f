package dev.gatehouse.telemetry.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields in Protobuf's wire format into one buffer that grows and is used again. What is null is left out; all
 * else is written, also what equals a default, for the fields have explicit presence.
 */
final class ProtoWriter {
    private static final int FIRST_BYTES = 1024;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int LONGEST_VARINT = 10;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int end;

    ProtoWriter reset() {
        end = 0;
        return this;
    }

    ProtoWriter number(int field, long value) {
        room(LONGEST_VARINT * 2);
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    ProtoWriter truth(int field, boolean value) {
        return number(field, value ? 1 : 0);
    }

    ProtoWriter fixed(int field, long value) {
        room(LONGEST_VARINT + Long.BYTES);
        varint((long) field << 3 | FIXED_64);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[end++] = (byte) (value >>> shift);
        }
        return this;
    }

    ProtoWriter real(int field, double value) {
        return fixed(field, Double.doubleToRawLongBits(value));
    }

    /** Sixteen bytes, most significant first: a UUID. */
    ProtoWriter uuid(int field, long high, long low) {
        room(LONGEST_VARINT * 2 + Long.BYTES * 2);
        varint((long) field << 3 | LENGTH);
        varint(Long.BYTES * 2);
        bigEndian(high);
        bigEndian(low);
        return this;
    }

    private void bigEndian(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[end++] = (byte) (value >>> shift);
        }
    }

    /** Writes a text, cut off where JSON cuts it. */
    ProtoWriter text(int field, @Nullable String text) {
        if (text == null) {
            return this;
        }
        if (text.length() > JsonWriter.MAX_TEXT) {
            return text(field, text.substring(0, JsonWriter.MAX_TEXT));
        }
        return bytes(field, text.getBytes(UTF_8));
    }

    ProtoWriter texts(int field, Iterable<String> texts) {
        texts.forEach(text -> text(field, text));
        return this;
    }

    ProtoWriter bytes(int field, byte[] bytes) {
        return bytes(field, bytes, bytes.length);
    }

    /** A message within this one. */
    ProtoWriter message(int field, ProtoWriter message) {
        return bytes(field, message.buffer, message.end);
    }

    private ProtoWriter bytes(int field, byte[] bytes, int length) {
        room(LONGEST_VARINT * 2 + length);
        varint((long) field << 3 | LENGTH);
        varint(length);
        System.arraycopy(bytes, 0, buffer, end, length);
        end += length;
        return this;
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            buffer[end++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        buffer[end++] = (byte) left;
    }

    private void room(int length) {
        if (buffer.length - end < length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + length));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, end);
    }
}
