package dev.gatehouse.telemetry.signals;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A distribution of durations in microseconds, exact to 1 % and mergeable with others of its kind.
 *
 * <p>Its text is DDSketch's own Protobuf form in Base64, so that readers in any language can merge windows of many
 * gateways and still have true quantiles.
 */
public final class LatencySketch {
    static final double ACCURACY = 0.01;
    /** Covers a microsecond to far more than a day; beyond it the shortest durations are lumped together. */
    static final int MOST_BINS = 2048;

    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
    // More than any gateway ever counts, and far from where a double stops counting by ones.
    private static final double MOST_DURATIONS = 1e15;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MOST_BINS);

    public void add(long micros) {
        sketch.accept((double) micros);
    }

    public void merge(LatencySketch other) {
        sketch.mergeWith(other.sketch);
    }

    public long count() {
        return Math.round(sketch.getCount());
    }

    /** The duration that this share of all does not exceed; the sketch must not be empty. */
    public long quantile(double share) {
        return Math.round(sketch.getValueAtQuantile(share));
    }

    /** The quantiles that windows show: 50 %, 90 %, 99 % and 99.9 %; the sketch must not be empty. */
    public long[] quantiles() {
        double[] found = sketch.getValuesAtQuantiles(QUANTILES);
        return new long[] {Math.round(found[0]), Math.round(found[1]), Math.round(found[2]), Math.round(found[3])};
    }

    public String toBase64() {
        byte[] serialized = new byte[sketch.serializedSize()];
        sketch.serialize().get(serialized);
        return Base64.getEncoder().encodeToString(serialized);
    }

    /**
     * Reads what {@link #toBase64} writes, in any of the forms that DDSketch's message allows.
     *
     * @throws IllegalArgumentException if it is something else, or a sketch of another accuracy
     */
    public static LatencySketch fromBase64(String text) {
        LatencySketch read = new LatencySketch();
        try {
            read.readSketch(little(Base64.getDecoder().decode(text)));
        } catch (BufferUnderflowException cutOff) {
            throw new IllegalArgumentException("a sketch that is cut off", cutOff);
        }
        return read;
    }

    private void readSketch(ByteBuffer in) {
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> checkMapping(part(in));
                case 2 -> readStore(part(in), sketch.getPositiveValueStore());
                case 3 -> {
                    if (part(in).hasRemaining()) {
                        throw new IllegalArgumentException("a duration below zero");
                    }
                }
                case 4 -> addZeros(count(in));
                default -> skip(in, tag);
            }
        }
    }

    private void addZeros(double count) {
        if (count > 0) {
            sketch.accept(0, count);
        }
    }

    private static double count(ByteBuffer in) {
        return checked(in.getDouble());
    }

    private static double checked(double count) {
        if (!(count >= 0 && count < MOST_DURATIONS)) {
            throw new IllegalArgumentException("a count that is none");
        }
        return count;
    }

    private static void checkMapping(ByteBuffer in) {
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> check(Math.abs(in.getDouble() - GAMMA) < 1e-9);
                case 2 -> check(in.getDouble() == 0);
                case 3 -> check(varint(in) == 0);
                default -> skip(in, tag);
            }
        }
    }

    private static void check(boolean isOurs) {
        if (!isOurs) {
            throw new IllegalArgumentException("a sketch of another accuracy");
        }
    }

    private static void readStore(ByteBuffer in, Store store) {
        double[] counts = {};
        long offset = 0;
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> readBin(part(in), store);
                case 2 -> {
                    ByteBuffer packed = part(in);
                    counts = new double[packed.remaining() / Double.BYTES];
                    packed.asDoubleBuffer().get(counts);
                }
                case 3 -> offset = zigzag(varint(in));
                default -> skip(in, tag);
            }
        }
        for (int i = 0; i < counts.length; i++) {
            if (checked(counts[i]) > 0) {
                store.add(Math.toIntExact(offset + i), counts[i]);
            }
        }
    }

    private static void readBin(ByteBuffer in, Store store) {
        long index = 0;
        double count = 0;
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag >>> 3)) {
                case 1 -> index = zigzag(varint(in));
                case 2 -> count = count(in);
                default -> skip(in, tag);
            }
        }
        if (count > 0) {
            store.add(Math.toIntExact(index), count);
        }
    }

    private static ByteBuffer part(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return part;
    }

    private static void skip(ByteBuffer in, long tag) {
        switch ((int) (tag & 7)) {
            case VARINT -> varint(in);
            case FIXED_64 -> in.getLong();
            case LENGTH -> part(in);
            case FIXED_32 -> in.getInt();
            default -> throw new IllegalArgumentException("no sketch");
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no sketch");
    }

    private static long zigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
