package dev.gatehouse.telemetry.event;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object after the other into a buffer of its own, which it keeps.
 *
 * <p>Strings are escaped as RFC 8259 asks; half a surrogate pair becomes U+FFFD, and what exceeds {@link #MAX_TEXT}
 * characters is cut off, so that no field can make a record grow without bound. A field whose value is null is left
 * out.
 *
 * <p>For one thread.
 */
public final class JsonWriter {
    /** Longest text of a field, in characters. */
    public static final int MAX_TEXT = 2048;

    private byte[] buffer = new byte[2048];
    private int length;

    /** Forgets what was written. */
    public JsonWriter reset() {
        length = 0;
        return this;
    }

    /** What was written, as an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    public JsonWriter beginObject() {
        separate();
        put('{');
        return this;
    }

    public JsonWriter beginObject(String name) {
        name(name);
        put('{');
        return this;
    }

    public JsonWriter endObject() {
        put('}');
        return this;
    }

    public JsonWriter beginArray(String name) {
        name(name);
        put('[');
        return this;
    }

    public JsonWriter endArray() {
        put(']');
        return this;
    }

    public JsonWriter field(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            text(value, Math.min(value.length(), MAX_TEXT));
        }
        return this;
    }

    /** Writes an array of texts, each cut off as a field is. */
    public JsonWriter texts(String name, Collection<String> values) {
        beginArray(name);
        values.forEach(this::element);
        return endArray();
    }

    /** Writes a text as an element of an array, cut off as a field is. */
    public JsonWriter element(String value) {
        separate();
        text(value, Math.min(value.length(), MAX_TEXT));
        return this;
    }

    /** Writes text that may be of any length, because we made it ourselves. */
    public JsonWriter ownText(String name, String value) {
        name(name);
        text(value, value.length());
        return this;
    }

    public JsonWriter field(String name, long value) {
        name(name);
        number(value);
        return this;
    }

    /** Writes a number, or null for what JSON has no number for. */
    public JsonWriter field(String name, double value) {
        name(name);
        ascii(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    public JsonWriter field(String name, boolean value) {
        name(name);
        ascii(value ? "true" : "false");
        return this;
    }

    /** Writes a UUID with its dashes. */
    public JsonWriter uuid(String name, long high, long low) {
        name(name);
        uuidText(high, low);
        return this;
    }

    /** Writes a UUID as an element of an array. */
    public JsonWriter uuidElement(long high, long low) {
        separate();
        uuidText(high, low);
        return this;
    }

    /** Writes 16 hexadecimal digits. */
    public JsonWriter hex(String name, long value) {
        name(name);
        put('"');
        reserve(16);
        length = UuidText.hexDigits(value, 60, 0, buffer, length);
        put('"');
        return this;
    }

    /** Writes a point in time in UTC, always with milliseconds. */
    public JsonWriter time(String name, long epochMillis) {
        name(name);
        put('"');
        reserve(IsoTime.LENGTH);
        length = IsoTime.write(epochMillis, buffer, length);
        put('"');
        return this;
    }

    private void uuidText(long high, long low) {
        put('"');
        reserve(UuidText.LENGTH);
        length = UuidText.write(high, low, buffer, length);
        put('"');
    }

    private void name(String name) {
        separate();
        text(name, name.length());
        put(':');
    }

    private void separate() {
        if (length == 0) {
            return;
        }
        byte last = buffer[length - 1];
        if (last != '{' && last != '[' && last != ':') {
            put(',');
        }
    }

    private void text(String value, int end) {
        // No character takes more than six bytes.
        reserve(end * 6 + 2);
        buffer[length++] = '"';
        length = JsonText.encode(value, end, buffer, length);
        buffer[length++] = '"';
    }

    private void number(long value) {
        if (value >= 0 && value < 10) {
            put('0' + (int) value);
        } else {
            ascii(Long.toString(value));
        }
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void put(int asciiCharacter) {
        reserve(1);
        buffer[length++] = (byte) asciiCharacter;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
