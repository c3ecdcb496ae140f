package dev.gatehouse.telemetry.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the start of a segment: whose it is, and which number each lane would give next just then.
 *
 * <p>By the numbers a start after a crash knows how far its predecessor came, also where what came before was sent and
 * deleted long ago.
 *
 * @param writer the boot that wrote it
 * @param next each lane's next number
 */
record SegmentHeader(Writer writer, Map<Lane, Long> next) {
    static final int MOST_BYTES = 1 << 20;

    private static final long MAGIC = 0x4748_5350_4f4f_4c31L;
    private static final int PREFIX = Long.BYTES + Integer.BYTES * 2;

    SegmentHeader {
        next = Map.copyOf(next);
    }

    ByteBuffer toBytes() {
        byte[] boot = writer.bootId().getBytes(UTF_8);
        byte[] gateway = writer.gatewayId().getBytes(UTF_8);
        int length = Integer.BYTES * 3 + boot.length + gateway.length + next.size() * (Integer.BYTES * 2 + Long.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + length);
        bytes.putLong(MAGIC).putInt(length).putInt(0);
        bytes.putInt(boot.length).put(boot).putInt(gateway.length).put(gateway).putInt(next.size());
        next.forEach((lane, number) ->
                bytes.putInt(lane.topic()).putInt(lane.partition()).putLong(number));
        bytes.putInt(PREFIX - Integer.BYTES, checksumOf(bytes, length));
        return bytes.flip();
    }

    /** How many bytes the header takes. */
    int size() {
        return toBytes().remaining();
    }

    /** Reads a header from the first bytes of a segment; null if there is none, or it is damaged. */
    static @Nullable SegmentHeader from(ByteBuffer bytes) {
        if (bytes.remaining() < PREFIX || bytes.getLong(0) != MAGIC) {
            return null;
        }
        int length = bytes.getInt(Long.BYTES);
        if (length < 0 || length > bytes.remaining() - PREFIX) {
            return null;
        }
        if (bytes.getInt(PREFIX - Integer.BYTES) != checksumOf(bytes, length)) {
            return null;
        }
        try {
            return parse(bytes.duplicate().position(PREFIX).limit(PREFIX + length));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null;
        }
    }

    private static SegmentHeader parse(ByteBuffer bytes) {
        String boot = text(bytes);
        String gateway = text(bytes);
        Map<Lane, Long> next = new LinkedHashMap<>();
        int lanes = bytes.getInt();
        for (int i = 0; i < lanes; i++) {
            next.put(new Lane(bytes.getInt(), bytes.getInt()), bytes.getLong());
        }
        return new SegmentHeader(new Writer(gateway, boot), next);
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    private static int checksumOf(ByteBuffer bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().position(Long.BYTES).limit(Long.BYTES + Integer.BYTES));
        checksum.update(bytes.duplicate().position(PREFIX).limit(PREFIX + length));
        return (int) checksum.getValue();
    }
}
