package dev.gatehouse.load.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.telemetry.event.EventEncoder;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What an event costs from its slot into Kafka: the processor time of all threads of this process, the producer's
 * among them, for each format and codec. The broker is another process, and is not counted.
 */
@Command(
        name = "load-tests/event-cost",
        description = {
            "Encodes events and sends them to a broker on this machine, in each format and codec, and prints the",
            "processor time of this process for each event. Start `gatehouse demo` for a broker."
        },
        mixinStandardHelpOptions = true)
public final class EventCost implements Callable<Integer> {
    private static final int PARTITIONS = 6;
    private static final String TOPIC = "gatehouse.event-cost";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--kafka", defaultValue = "127.0.0.1:9092", description = "The broker (default: ${DEFAULT-VALUE}).")
    private String kafka = "";

    @Option(names = "--events", defaultValue = "200000", description = "In each run (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "Of each, after one to warm up (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--rate", defaultValue = "50000", description = "Events a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    private EventCost() {}

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EventCost()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        if (!kafka.startsWith("127.0.0.1:") && !kafka.startsWith("localhost:")) {
            spec.commandLine().getErr().println("load-tests/event-cost: `" + kafka + "` is not this machine");
            return 1;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)));
            out.println("| format | codec | bytes | encode | encode and send |\n|---|---|---|---|---|");
            for (EventFormat format : EventFormat.values()) {
                double encode = median(() -> micros(() -> encodeOnly(format)));
                for (String codec : List.of("zstd", "lz4", "snappy", "gzip", "none")) {
                    out.println(row(format, codec, encode));
                    out.flush();
                }
            }
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
        return 0;
    }

    private String row(EventFormat format, String codec, double encode) throws InterruptedException {
        double whole = median(() -> {
            try (Producer<byte[], byte[]> producer = producer(codec)) {
                return micros(() -> send(format, producer));
            }
        });
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.2f µs | %.2f µs |",
                format.name().toLowerCase(Locale.ROOT),
                codec,
                encoder(format).request(sample(1), 1).length,
                encode,
                whole);
    }

    private interface Measured {
        double run() throws InterruptedException;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private double median(Measured one) throws InterruptedException {
        one.run();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(one.run());
        }
        all.sort(null);
        return all.get(all.size() / 2);
    }

    /** Processor time of this process for each event. */
    private double micros(Work work) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - before) / 1000.0 / events;
    }

    private void encodeOnly(EventFormat format) {
        EventEncoder encoder = encoder(format);
        EventSlot slot = new EventSlot();
        long bytes = 0;
        for (int i = 0; i < events; i++) {
            SampleEvent.fill(slot, i);
            bytes += encoder.request(slot, i).length;
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing was encoded");
        }
    }

    // Answers are waited for by the flush at the end.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(EventFormat format, Producer<byte[], byte[]> producer) throws InterruptedException {
        EventEncoder encoder = encoder(format);
        EventSlot slot = new EventSlot();
        byte[] key = {1};
        long began = System.nanoTime();
        for (int i = 0; i < events; i++) {
            SampleEvent.fill(slot, i);
            producer.send(new ProducerRecord<>(
                    TOPIC, i % PARTITIONS, slot.tsMillis(), key, encoder.request(slot, i), headers(format, i)));
            if (i % 1_000 == 999) {
                // As the drain thread does: in small lots, at an even pace.
                long ahead = began + i * 1_000_000_000L / rate - System.nanoTime();
                Thread.sleep(Math.max(0, ahead / 1_000_000));
            }
        }
        producer.flush();
    }

    private static List<Header> headers(EventFormat format, int number) {
        return List.of(
                new RecordHeader("ce_specversion", new byte[] {'1', '.', '0'}),
                new RecordHeader(
                        "ce_id", ("01a208bd-4176-795b-abf0-" + (100_000_000_000L + number)).getBytes(US_ASCII)),
                new RecordHeader("ce_source", "/gatehouse/edge-1".getBytes(US_ASCII)),
                new RecordHeader("ce_type", "dev.gatehouse.request.v1".getBytes(US_ASCII)),
                new RecordHeader("ce_time", "2026-11-23T14:09:16.432Z".getBytes(US_ASCII)),
                new RecordHeader("content-type", format.contentType().getBytes(US_ASCII)));
    }

    private static EventEncoder encoder(EventFormat format) {
        return format.encoder(new Origin("edge-1", "01a208bd-4176-795b-abf0-46b2aab9cac2"));
    }

    private static EventSlot sample(int number) {
        EventSlot slot = new EventSlot();
        SampleEvent.fill(slot, number);
        return slot;
    }

    /** As the pipeline opens its own. */
    private Producer<byte[], byte[]> producer(String codec) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "compression.type",
                        codec,
                        "linger.ms",
                        "20",
                        "batch.size",
                        Integer.toString(256 * 1024),
                        "buffer.memory",
                        Integer.toString(16 << 20),
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "max.in.flight.requests.per.connection",
                        "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
