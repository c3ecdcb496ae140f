package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** WebSocket frames, written and read byte by byte (RFC 6455). */
final class Frames {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String MASK = "\u0001\u0002\u0003\u0004";

    private Frames() {}

    /** What a server must answer to this key. */
    static String acceptance(String key) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(digest);
    }

    /** A text frame as a client writes it. */
    static String text(String payload) {
        return masked(1, payload);
    }

    /** A frame as a client writes it. */
    static String masked(int opcode, String payload) {
        return head(opcode, payload.length(), 0x80) + MASK + mask(payload, MASK);
    }

    /** A frame as a server writes it. */
    static String plain(int opcode, String payload) {
        return head(opcode, payload.length(), 0) + payload;
    }

    private static String head(int opcode, int length, int masked) {
        String first = String.valueOf((char) (0x80 | opcode));
        return length < 126
                ? first + (char) (masked | length)
                : first + (char) (masked | 126) + (char) (length >> 8) + (char) (length & 0xff);
    }

    /** The next frame, unmasked, as its opcode and its payload. */
    static String read(Wire wire) throws IOException {
        String head = wire.bytes(2);
        if (head.length() < 2) {
            return "ended";
        }
        boolean masked = (head.charAt(1) & 0x80) != 0;
        int length = head.charAt(1) & 0x7f;
        if (length == 126) {
            String more = wire.bytes(2);
            length = more.charAt(0) << 8 | more.charAt(1);
        }
        String mask = masked ? wire.bytes(4) : "\0\0\0\0";
        return (head.charAt(0) & 0x0f) + " " + mask(wire.bytes(length), mask);
    }

    static String payload(String read) {
        return read.substring(read.indexOf(' ') + 1);
    }

    private static String mask(String text, String mask) {
        StringBuilder masked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            masked.append((char) (text.charAt(i) ^ mask.charAt(i % 4)));
        }
        return masked.toString();
    }
}
