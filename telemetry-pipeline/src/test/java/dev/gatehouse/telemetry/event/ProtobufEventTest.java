package dev.gatehouse.telemetry.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own bytes, read by the official library with the checked-in file, and turned into the JSON of the same event. */
class ProtobufEventTest {
    private static final Origin ORIGIN = new Origin("gw-1", "019ab000-0000-7000-8000-0000000000ff");
    private static final Path PROTO = Path.of("src/main/proto/events.proto");
    private static final Pattern MESSAGE = Pattern.compile("message (\\w+) \\{(.*?)\\n}", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(optional|repeated) (\\w+) (\\w+) = (\\d+);");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theJsonOfAnEventIsTheSameFromBothFormats(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventEncoder json = EventFormat.JSON.encoder(ORIGIN);
        EventEncoder protobuf = EventFormat.PROTOBUF.encoder(ORIGIN);
        for (int i = 0; i < 2_000; i++) {
            EventSlot slot = slot(random);
            long number = random.nextLong(Long.MAX_VALUE);
            assertThat(text(ProtobufEvent.toJson(protobuf.request(slot, number)).orElseThrow()))
                    .isEqualTo(text(json.request(slot, number)));
            assertThat(text(ProtobufEvent.toJson(protobuf.decision(slot, 7, i, number, 0.25))
                            .orElseThrow()))
                    .isEqualTo(text(json.decision(slot, 7, i, number, 0.25)));
        }
    }

    @Test
    void theOfficialLibraryReadsEveryFieldByTheCheckedInFile() throws Exception {
        Descriptor event = descriptor();
        SplittableRandom random = new SplittableRandom(9);
        EventEncoder encoder = EventFormat.PROTOBUF.encoder(ORIGIN);
        TreeSet<String> met = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            EventSlot slot = slot(random);
            DynamicMessage read = DynamicMessage.parseFrom(event, encoder.request(slot, i));
            assertThat(read.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
            read.getAllFields().keySet().forEach(field -> met.add(field.getName()));
            DynamicMessage.parseFrom(event, encoder.decision(slot, 1, 2, i, 1))
                    .getAllFields()
                    .keySet()
                    .forEach(field -> met.add(field.getName()));
            assertThat(value(read, "pseq")).isEqualTo((long) i);
            assertThat(value(read, "ts")).isEqualTo(slot.tsMillis());
            assertThat(value(read, "route")).isEqualTo(cut(slot.route()));
            assertThat(value(read, "span_id")).isEqualTo(slot.ids().spanId());
            assertThat(value(read, "sample_rate")).isEqualTo(slot.sampleRate());
            assertThat(value(read, "total_us"))
                    .isEqualTo(Math.max(0, slot.timings().totalUs()));
            ByteBuffer trace = ((ByteString) value(read, "trace_id")).asReadOnlyByteBuffer();
            assertThat(trace.getLong()).isEqualTo(slot.ids().traceIdHigh());
            assertThat(trace.getLong()).isEqualTo(slot.ids().traceIdLow());
        }
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(
                        event.getFields().stream().map(FieldDescriptor::getName).toList());
    }

    @Test
    void theFileAndTheListOfFieldsAgree() throws Exception {
        List<String> written = descriptor().getFields().stream()
                .map(field -> field.getNumber() + " " + field.getName())
                .toList();

        assertThat(written)
                .containsExactlyElementsOf(Arrays.stream(EventField.values())
                        .map(field -> field.number() + " " + field.jsonName())
                        .toList());
    }

    @Test
    void fieldsOfANewerGatewayArePassedOver() throws Exception {
        byte[] known = EventFormat.PROTOBUF.encoder(ORIGIN).request(slot(new SplittableRandom(1)), 3);
        byte[] more = UnknownFieldSet.newBuilder()
                .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .addField(901, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
                .addField(902, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
                .addField(
                        903,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("new"))
                                .build())
                .build()
                .toByteArray();
        byte[] both = ByteBuffer.allocate(known.length + more.length)
                .put(known)
                .put(more)
                .array();

        assertThat(text(ProtobufEvent.toJson(both).orElseThrow()))
                .isEqualTo(text(ProtobufEvent.toJson(known).orElseThrow()));
    }

    @Test
    void whatIsNoEventIsTold() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] known = EventFormat.PROTOBUF.encoder(ORIGIN).request(slot(random), 3);
        assertThat(ProtobufEvent.toJson(Arrays.copyOf(known, known.length - 3))).isEmpty();
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = known.clone();
            noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            // Never an exception, whatever comes.
            ProtobufEvent.toJson(noise);
        }
    }

    private static String cut(@Nullable String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), JsonWriter.MAX_TEXT));
    }

    private static Object value(DynamicMessage message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    private static Descriptor descriptor() throws Exception {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder().setName("events.proto").setSyntax("proto3");
        Matcher message = MESSAGE.matcher(Files.readString(PROTO));
        while (message.find()) {
            DescriptorProto.Builder type = DescriptorProto.newBuilder().setName(message.group(1));
            Matcher field = FIELD.matcher(message.group(2));
            while (field.find()) {
                type.addField(field(field));
            }
            file.addMessageType(type);
        }
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName("Event");
    }

    private static FieldDescriptorProto.Builder field(Matcher written) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(written.group(3))
                .setNumber(Integer.parseInt(written.group(4)))
                .setLabel(
                        written.group(1).equals("repeated")
                                ? FieldDescriptorProto.Label.LABEL_REPEATED
                                : FieldDescriptorProto.Label.LABEL_OPTIONAL);
        String type = written.group(2);
        if (type.equals("Attribute")) {
            return field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(".Attribute");
        }
        return field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }

    private static EventSlot slot(SplittableRandom random) {
        EventSlot slot = new EventSlot();
        Supplier<@Nullable String> text = () -> random.nextInt(4) == 0 ? null : word(random);
        slot.tsMillis(1_795_392_000_000L + random.nextInt(1_000_000))
                .route(text.get())
                .pathTemplate(text.get())
                .method(text.get())
                .status(random.nextInt(600))
                .end(End.values()[random.nextInt(End.values().length)])
                .errorType(text.get())
                .configGeneration(random.nextInt(1000))
                .upstream(text.get())
                .attempts(random.nextInt(4))
                .reqBytes(random.nextLong(1L << 40))
                .respBytes(random.nextInt(300))
                .sampleRate(random.nextInt(5) / 4.0);
        slot.ids()
                .eventId(random.nextLong(), random.nextLong())
                .traceId(random.nextLong(), random.nextLong())
                .spanId(random.nextLong())
                .clientTraceId(text.get());
        slot.connection()
                .protocol(text.get())
                .tlsVersion(text.get())
                .peerCertSha256(text.get())
                .clientNet(text.get());
        slot.source().identity(text.get()).level(text.get()).spiffe(text.get());
        slot.destination().identity(text.get()).level(text.get()).spiffe(text.get());
        slot.verdict()
                .decision(text.get())
                .rule(text.get())
                .reason(text.get())
                .nearest(text.get())
                .rulesetHash(text.get())
                .denied(random.nextBoolean())
                .enforced(random.nextBoolean());
        slot.timings()
                .policyUs(random.nextInt(3) - 1)
                .queueUs(random.nextInt(3) - 1)
                .connectUs(random.nextInt(3) - 1)
                .ttfbUs(random.nextInt(3) - 1)
                .totalUs(random.nextInt(1_000_000) - 1);
        slot.chain().behalf(text.get());
        if (random.nextBoolean()) {
            slot.chain().label(word(random), words(random));
        }
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put("header.x-" + i, words(random));
        }
        slot.recorded().path(text.get()).attributes(attributes).oversized(words(random));
        return slot;
    }

    private static List<String> words(SplittableRandom random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            words.add(word(random));
        }
        return words;
    }

    private static String word(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "größe \"quoted\" \\ \u0001 \uD83D\uDE00";
            case 2 -> "x".repeat(random.nextInt(3000));
            default -> "word-" + random.nextInt(1000);
        };
    }
}
