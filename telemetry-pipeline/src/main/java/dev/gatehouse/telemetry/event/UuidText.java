package dev.gatehouse.telemetry.event;

/** Writes a UUID in its usual form, with dashes, straight into bytes. */
public final class UuidText {
    /** Length of a UUID with its dashes. */
    public static final int LENGTH = 36;

    private static final String HEX = "0123456789abcdef";

    private UuidText() {}

    public static byte[] bytes(long high, long low) {
        byte[] text = new byte[LENGTH];
        write(high, low, text, 0);
        return text;
    }

    static int write(long high, long low, byte[] target, int start) {
        int at = hexDigits(high, 60, 32, target, start);
        target[at++] = '-';
        at = hexDigits(high, 28, 16, target, at);
        target[at++] = '-';
        at = hexDigits(high, 12, 0, target, at);
        target[at++] = '-';
        at = hexDigits(low, 60, 48, target, at);
        target[at++] = '-';
        return hexDigits(low, 44, 0, target, at);
    }

    static int hexDigits(long value, int fromShift, int toShift, byte[] target, int start) {
        int at = start;
        for (int shift = fromShift; shift >= toShift; shift -= 4) {
            target[at++] = (byte) HEX.charAt((int) (value >>> shift) & 0xf);
        }
        return at;
    }
}
