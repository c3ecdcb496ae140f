package dev.gatehouse.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String SPICES =
            "\"\\/\u0000\u0001\b\t\n\f\r\u001f\u007f\u0080\u07ff\u0800\u2028\uD800\uDBFF\uDC00\uDFFF\uFFFE\uFFFF}{][:,";

    @Test
    void anyTextComesBackAsItWasOrWithItsBrokenSurrogatesReplaced() throws IOException {
        Random random = new Random(20261123);
        JsonWriter json = new JsonWriter();
        for (int round = 0; round < 20_000; round++) {
            String text = randomText(random);
            byte[] bytes = json.reset()
                    .beginObject()
                    .field("k", text)
                    .field("after", 7)
                    .endObject()
                    .toBytes();

            assertValidUtf8(bytes);
            JsonNode parsed = JACKSON.readTree(bytes);
            assertThat(parsed.get("k").textValue()).isEqualTo(withoutBrokenSurrogates(text));
            assertThat(parsed.get("after").intValue()).isEqualTo(7);
        }
    }

    @Test
    void nestedObjectsAndArraysAreSeparatedByCommas() throws JsonProcessingException {
        byte[] bytes = new JsonWriter()
                .beginObject()
                .beginArray("a")
                .beginObject()
                .field("x", 1)
                .endObject()
                .beginObject()
                .endObject()
                .endArray()
                .beginObject("o")
                .field("t", true)
                .field("d", 0.5)
                .endObject()
                .field("nan", Double.NaN)
                .field("absent", null)
                .field("min", Long.MIN_VALUE)
                .endObject()
                .toBytes();

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"a\":[{\"x\":1},{}],\"o\":{\"t\":true,\"d\":0.5},\"nan\":null,\"min\":-9223372036854775808}");
    }

    @Test
    void anOverlongTextIsCutOff() throws IOException {
        byte[] bytes = new JsonWriter()
                .beginObject()
                .field("k", "x".repeat(100_000))
                .endObject()
                .toBytes();

        assertThat(JACKSON.readTree(bytes).get("k").textValue()).hasSize(JsonWriter.MAX_TEXT);
    }

    @Test
    void timesAndUuidsReadAsTheJdkWritesThem() throws IOException {
        Random random = new Random(7);
        JsonWriter json = new JsonWriter();
        for (int round = 0; round < 2_000; round++) {
            long millis = (long) (random.nextDouble() * 4e12);
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            JsonNode parsed = JACKSON.readTree(json.reset()
                    .beginObject()
                    .time("t", millis)
                    .uuid("u", uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                    .hex("h", uuid.getLeastSignificantBits())
                    .endObject()
                    .toBytes());

            assertThat(Instant.parse(parsed.get("t").textValue()).toEpochMilli())
                    .isEqualTo(millis);
            assertThat(parsed.get("t").textValue()).hasSize(24);
            assertThat(parsed.get("u").textValue()).isEqualTo(uuid.toString());
            assertThat(Long.parseUnsignedLong(parsed.get("h").textValue(), 16))
                    .isEqualTo(uuid.getLeastSignificantBits());
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(SPICES.charAt(random.nextInt(SPICES.length())));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    private static String withoutBrokenSurrogates(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return clean.toString();
    }

    private static void assertValidUtf8(byte[] bytes) throws CharacterCodingException {
        // A decoder that was not told otherwise throws on malformed bytes.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        assertThat(text).startsWith("{").endsWith("}");
    }
}
