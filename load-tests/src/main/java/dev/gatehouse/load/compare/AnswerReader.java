package dev.gatehouse.load.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * Finds the ends of the answers of one connection, and as little else as it can: it shall cost less than the proxy that is
 * measured.
 */
final class AnswerReader {
    private static final int MOST_HEAD_BYTES = 16 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final byte[] head = new byte[MOST_HEAD_BYTES];
    private int headBytes;
    private int lastFour;
    private long bodyLeft = -1;
    private int status;

    /** Reads on; true if this is the end of an answer, and more may lie behind it. */
    boolean reachesEnd(ByteBuf bytes) {
        if (bodyLeft < 0 && !readHead(bytes)) {
            return false;
        }
        int skipped = (int) Math.min(bodyLeft, bytes.readableBytes());
        bytes.skipBytes(skipped);
        bodyLeft -= skipped;
        if (bodyLeft > 0) {
            return false;
        }
        bodyLeft = -1;
        return true;
    }

    private boolean readHead(ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte next = bytes.readByte();
            if (headBytes == head.length) {
                throw new IllegalStateException("an answer's head is larger than " + head.length + " bytes");
            }
            head[headBytes++] = next;
            lastFour = lastFour << 8 | next & 0xff;
            if (lastFour == END_OF_HEAD) {
                status = number(9);
                bodyLeft = length();
                headBytes = 0;
                lastFour = 0;
                return true;
            }
        }
        return false;
    }

    private int number(int from) {
        int value = 0;
        for (int at = from; at < headBytes && head[at] >= '0' && head[at] <= '9'; at++) {
            value = value * 10 + head[at] - '0';
        }
        return value;
    }

    private int length() {
        for (int at = 0; at < headBytes - LENGTH.length; at++) {
            if (head[at] == '\n' && isLength(at + 1)) {
                int digits = at + 1 + LENGTH.length;
                return number(head[digits] == ' ' ? digits + 1 : digits);
            }
        }
        throw new IllegalStateException("an answer without Content-Length, status " + status);
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            // No two characters of the name differ in that bit alone.
            if ((head[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** Of the answer that ended last. */
    int status() {
        return status;
    }
}
