package dev.gatehouse.telemetry.event;

import java.time.LocalDate;

/** Writes a point in time as ISO 8601 in UTC, always with three digits of milliseconds, straight into bytes. */
public final class IsoTime {
    static final int LENGTH = 24;

    private static final long MILLIS_A_DAY = 86_400_000;

    private IsoTime() {}

    public static byte[] bytes(long epochMillis) {
        byte[] text = new byte[LENGTH];
        write(epochMillis, text, 0);
        return text;
    }

    static int write(long epochMillis, byte[] target, int start) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, MILLIS_A_DAY));
        int ofDay = (int) Math.floorMod(epochMillis, MILLIS_A_DAY);
        int at = digits(day.getYear(), 4, '-', target, start);
        at = digits(day.getMonthValue(), 2, '-', target, at);
        at = digits(day.getDayOfMonth(), 2, 'T', target, at);
        at = digits(ofDay / 3_600_000, 2, ':', target, at);
        at = digits(ofDay / 60_000 % 60, 2, ':', target, at);
        at = digits(ofDay / 1000 % 60, 2, '.', target, at);
        return digits(ofDay % 1000, 3, 'Z', target, at);
    }

    private static int digits(int value, int count, char end, byte[] target, int start) {
        int rest = value;
        for (int i = start + count - 1; i >= start; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        target[start + count] = (byte) end;
        return start + count + 1;
    }
}
