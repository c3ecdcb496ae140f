package dev.gatehouse.telemetry.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a record is laid out: {@code length, crc32c, topic, format, partition, number, time, id, key, value}.
 *
 * <p>The length counts what follows the checksum; the checksum covers it as well as the length, so that a torn or
 * overwritten frame is never taken for a shorter one.
 */
final class Frame {
    static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int PREFIX = Integer.BYTES * 2;
    private static final int FIXED = 2 + Integer.BYTES + Long.BYTES * 4 + Integer.BYTES;

    private final CRC32C checksum = new CRC32C();

    /** How many bytes a record takes. */
    static int size(SpoolRecord record) {
        return PREFIX + FIXED + record.key().length + record.value().length;
    }

    /** Writes a record; there must be room for {@link #size} bytes. */
    void write(SpoolRecord record, ByteBuffer to) {
        int start = to.position();
        to.putInt(size(record) - PREFIX).putInt(0);
        to.put((byte) record.lane().topic())
                .put(record.format())
                .putInt(record.lane().partition())
                .putLong(record.number())
                .putLong(record.epochMillis())
                .putLong(record.idHigh())
                .putLong(record.idLow())
                .putInt(record.key().length)
                .put(record.key())
                .put(record.value());
        to.putInt(start + Integer.BYTES, checksumOf(to, start, to.position()));
    }

    /** How many bytes the frame at the buffer's position takes; 0 if not even its length is there, -1 if it is none. */
    static int sizeAt(ByteBuffer from) {
        if (from.remaining() < Integer.BYTES) {
            return 0;
        }
        int length = from.getInt(from.position());
        return length < FIXED || length > MOST_BYTES ? -1 : PREFIX + length;
    }

    /** Reads the frame at the buffer's position, all of which is there; null if its checksum is wrong. */
    @Nullable
    SpoolRecord read(ByteBuffer from, Lanes lanes) {
        int start = from.position();
        int end = start + sizeAt(from);
        if (from.getInt(start + Integer.BYTES) != checksumOf(from, start, end)) {
            return null;
        }
        from.position(start + PREFIX);
        int topic = from.get();
        byte format = from.get();
        Lane lane = lanes.of(topic, from.getInt());
        long number = from.getLong();
        long epochMillis = from.getLong();
        long idHigh = from.getLong();
        long idLow = from.getLong();
        int keyLength = from.getInt();
        if (keyLength < 0 || keyLength > end - from.position()) {
            return null;
        }
        byte[] key = new byte[keyLength];
        from.get(key);
        byte[] value = new byte[end - from.position()];
        from.get(value);
        return new SpoolRecord(lane, number, format, epochMillis, idHigh, idLow, key, value);
    }

    private int checksumOf(ByteBuffer buffer, int start, int end) {
        checksum.reset();
        checksum.update(buffer.duplicate().position(start).limit(start + Integer.BYTES));
        checksum.update(buffer.duplicate().position(start + PREFIX).limit(end));
        return (int) checksum.getValue();
    }
}
