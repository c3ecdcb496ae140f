package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One frame of HTTP/2 (RFC 9113, 4.1); the payload is kept byte for byte as ISO 8859-1. */
record Http2Frame(int type, int flags, int stream, String payload) {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final int HEAD = 9;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The number at this place of the payload. */
    int number(int at) {
        return ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)).getInt(at);
    }

    static String ofNumber(int number) {
        return new String(ByteBuffer.allocate(4).putInt(number).array(), StandardCharsets.ISO_8859_1);
    }

    static Http2Frame read(Wire wire) throws IOException {
        String head = wire.bytes(HEAD);
        if (head.length() < HEAD) {
            throw new IOException("the connection ended between frames");
        }
        int length = head.charAt(0) << 16 | head.charAt(1) << 8 | head.charAt(2);
        int stream = new Http2Frame(0, 0, 0, head).number(5);
        return new Http2Frame(head.charAt(3), head.charAt(4), stream, wire.bytes(length));
    }

    void write(Wire wire) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        wire.sendRaw(ByteBuffer.allocate(HEAD + bytes.length)
                .put((byte) (bytes.length >> 16))
                .putShort((short) bytes.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(bytes)
                .array());
    }
}
