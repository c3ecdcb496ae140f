package dev.gatehouse.telemetry.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the message {@code Event} into the JSON that the same event has in the other format: the same names, in the
 * same order. Fields that a newer gateway added are passed over.
 */
public final class ProtobufEvent {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final int ATTRIBUTE_NAME = 1;

    private final ByteBuffer bytes;
    private final JsonWriter json = new JsonWriter();
    private @Nullable EventField open;

    private ProtobufEvent(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The event as JSON; empty if the bytes are no such message. */
    public static Optional<byte[]> toJson(byte[] message) {
        try {
            return Optional.of(new ProtobufEvent(ByteBuffer.wrap(message)).convert());
        } catch (BufferUnderflowException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] convert() {
        json.reset().beginObject();
        while (bytes.hasRemaining()) {
            long tag = varint();
            EventField field = EventField.numbered((int) (tag >>> 3));
            int wire = (int) (tag & 7);
            if (field == null) {
                skip(wire);
            } else {
                closeUnless(field);
                write(field, wire);
            }
        }
        closeUnless(null);
        return json.endObject().toBytes();
    }

    /** Repeated fields come one after the other; the list is over when another field comes. */
    private void closeUnless(@Nullable EventField next) {
        EventField before = open;
        if (before == null || before == next) {
            return;
        }
        open = null;
        if (before == EventField.ATTRIBUTES) {
            json.endObject();
        } else {
            json.endArray();
        }
    }

    private void write(EventField field, int wire) {
        String name = field.jsonName();
        switch (field.kind()) {
            case TEXT -> text(field, wire);
            case TEXTS, COMPARTMENTS -> element(field, wire);
            case ATTRIBUTES -> attribute(field, wire);
            case NUMBER -> json.field(name, number(wire));
            case TRUTH -> json.field(name, number(wire) != 0);
            case TIME -> json.time(name, number(wire));
            case REAL -> json.field(name, Double.longBitsToDouble(fixed(wire)));
            case HEX -> json.hex(name, fixed(wire));
            case UUID -> {
                ByteBuffer id = message(wire);
                json.uuid(name, id.getLong(), id.getLong());
            }
        }
    }

    private void text(EventField field, int wire) {
        json.field(field.jsonName(), textOf(message(wire)));
        if (field == EventField.LABEL_LEVEL) {
            // The list is told with the level, also when it is empty; what comes next adds to it, or ends it.
            open = EventField.LABEL_COMPARTMENTS;
            json.beginArray(EventField.LABEL_COMPARTMENTS.jsonName());
        }
    }

    private void element(EventField field, int wire) {
        if (open != field) {
            open = field;
            json.beginArray(field.jsonName());
        }
        json.element(textOf(message(wire)));
    }

    private void attribute(EventField field, int wire) {
        if (open != field) {
            open = field;
            json.beginObject(field.jsonName());
        }
        ByteBuffer attribute = message(wire);
        ProtobufEvent inner = new ProtobufEvent(attribute);
        String name = "";
        List<String> values = new ArrayList<>();
        while (attribute.hasRemaining()) {
            long tag = inner.varint();
            String text = textOf(inner.message((int) (tag & 7)));
            if (tag >>> 3 == ATTRIBUTE_NAME) {
                name = text;
            } else {
                values.add(text);
            }
        }
        json.texts(name, values);
    }

    private long number(int wire) {
        require(wire == VARINT);
        return varint();
    }

    private long fixed(int wire) {
        require(wire == FIXED_64);
        long value = bytes.order(ByteOrder.LITTLE_ENDIAN).getLong();
        bytes.order(ByteOrder.BIG_ENDIAN);
        return value;
    }

    private ByteBuffer message(int wire) {
        require(wire == LENGTH);
        long length = varint();
        require(length >= 0 && length <= bytes.remaining());
        ByteBuffer inner = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return inner;
    }

    private void skip(int wire) {
        switch (wire) {
            case VARINT -> varint();
            case FIXED_64 -> bytes.getLong();
            case LENGTH -> message(wire);
            case FIXED_32 -> bytes.getInt();
            default -> require(false);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than 64 bits");
    }

    private static String textOf(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new String(copy, UTF_8);
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("not an event");
        }
    }
}
