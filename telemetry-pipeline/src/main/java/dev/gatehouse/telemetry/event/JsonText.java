package dev.gatehouse.telemetry.event;

/** Turns characters into the inside of a JSON string: UTF-8, escaped where RFC 8259 asks for it. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /**
     * Encodes the first {@code end} characters and returns where the next byte belongs. The target has room for six
     * bytes a character.
     */
    static int encode(String value, int end, byte[] target, int start) {
        int at = start;
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                boolean isPair =
                        Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(value.charAt(i + 1));
                if (isPair) {
                    at = pair(Character.toCodePoint(c, value.charAt(++i)), target, at);
                } else {
                    at = beyondAscii(Character.isSurrogate(c) ? '\uFFFD' : c, target, at);
                }
            } else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f) {
                at = escaped(c, target, at);
            } else {
                target[at++] = (byte) c;
            }
        }
        return at;
    }

    private static int escaped(char c, byte[] target, int start) {
        int at = start;
        target[at++] = '\\';
        if (c == '"' || c == '\\') {
            target[at++] = (byte) c;
            return at;
        }
        target[at++] = 'u';
        target[at++] = '0';
        target[at++] = '0';
        target[at++] = (byte) HEX.charAt(c >> 4);
        target[at++] = (byte) HEX.charAt(c & 0xf);
        return at;
    }

    private static int beyondAscii(char c, byte[] target, int start) {
        int at = start;
        if (c < 0x800) {
            target[at++] = (byte) (0xc0 | (c >> 6));
        } else {
            target[at++] = (byte) (0xe0 | (c >> 12));
            target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        target[at++] = (byte) (0x80 | (c & 0x3f));
        return at;
    }

    private static int pair(int codePoint, byte[] target, int start) {
        int at = start;
        target[at++] = (byte) (0xf0 | (codePoint >> 18));
        target[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        target[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (codePoint & 0x3f));
        return at;
    }
}
