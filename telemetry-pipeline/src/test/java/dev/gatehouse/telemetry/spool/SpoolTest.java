package dev.gatehouse.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    private static final Lane LANE = new Lane(1, 0);
    private static final long BUDGET = SpoolSettings.LEAST_BUDGET;

    @TempDir
    Path folder;

    private final List<String> losses = new CopyOnWriteArrayList<>();
    private final Map<Lane, Long> next = new HashMap<>();
    private int boots;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWrittenIsReadInOrderAndWhole(boolean onDisk) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<SpoolRecord> written = new ArrayList<>();
        List<SpoolRecord> read = new ArrayList<>();
        try (SpoolStore store = open(onDisk)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            SpoolReader reader = spool.reader();
            for (int i = 0; i < 3_000; i++) {
                SpoolRecord record = record(new Lane(1, random.nextInt(5)), random.nextInt(1_500), random);
                written.add(record);
                spool.append(record);
                if (random.nextInt(10) == 0) {
                    assertThat(spool.flush()).isTrue();
                }
                if (random.nextInt(20) == 0) {
                    readInto(read, reader);
                    reader.release(reader.position());
                }
            }
            spool.flush();
            readInto(read, reader);
        }
        assertSame(read, written);
        assertThat(losses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsWhileSegmentsAreBegunMissesNothing(boolean onDisk) throws Exception {
        int records = 20_000;
        SpoolSettings settings = onDisk ? SpoolSettings.onDisk(folder, 64 << 20) : SpoolSettings.inMemory(64 << 20);
        try (SpoolStore store = SpoolStore.open(settings, new Writer("gw", "boot"))) {
            // Small segments, so that one is begun every few records.
            Spool spool = store.spool("requests", Long.MAX_VALUE, () -> next, this::note, () -> false, 4096);
            store.recover();
            AtomicLong seen = new AtomicLong();
            Thread writer = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(3);
                for (int i = 0; i < records; i++) {
                    spool.append(record(LANE, 1_000, random));
                    spool.flush();
                    // The reader waits at the very end when the next segment is begun.
                    while (seen.get() <= i
                            && losses.isEmpty()
                            && !Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                }
            });
            writer.setDaemon(true);
            writer.start();
            SpoolReader reader = spool.reader();
            long expected = 0;
            while (expected < records && losses.isEmpty()) {
                SpoolReader.Read read = reader.next();
                if (read != null) {
                    assertThat(read.record().number()).isEqualTo(expected);
                    expected++;
                    reader.release(read.end());
                    seen.set(expected);
                }
            }
            writer.interrupt();
            writer.join();
        }
        assertThat(losses).isEmpty();
    }

    @Test
    void theNextStartReadsWhatWasNotReleased() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 500);
            SpoolReader reader = spool.reader();
            for (int i = 0; i < 200; i++) {
                reader.next();
            }
            reader.release(reader.position());
            store.tally().lanes().settled(LANE, 200);
            write(spool, written, 300);
            // Killed: nothing is closed in order.
        }
        List<SpoolRecord> read = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            assertThat(former.writer().bootId()).isEqualTo("boot-1");
            assertThat(former.next()).containsEntry(LANE, 800L);
            assertThat(former.lost().isEmpty()).isTrue();
            SpoolReader reader = spool.reader();
            readInto(read, reader);
            write(spool, written, 10);
            readInto(read, reader);
        }
        assertSame(read, written.subList(200, 810));
    }

    @Test
    void ofATornWriteNothingIsReadAndNothingElseIsMissing() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 100);
        }
        Path segment = segments().get(0);
        long size = Files.size(segment);
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(size - 3);
        }
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            assertThat(former.replayed()).isEqualTo(99);
            assertThat(former.tornBytes()).isPositive();
            assertThat(former.next()).containsEntry(LANE, 100L);
            assertThat(former.lost().ranges()).containsExactly(new LaneNumbers.Range(LANE, 99, 99));
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());
            assertSame(read, written.subList(0, 99));
        }
    }

    @Test
    void damageInTheMiddleCostsTheRestOfItsSegmentByNumber() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 600);
        }
        List<Path> segments = segments();
        assertThat(segments).hasSizeGreaterThan(2);
        try (FileChannel file = FileChannel.open(segments.get(1), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Files.size(segments.get(1)) / 2);
        }
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());
            assertThat(former.lost().count()).isPositive();
            assertThat(read.size() + former.lost().count()).isEqualTo(600);
            LaneNumbers.Range gone = former.lost().ranges().get(0);
            assertThat(read).noneMatch(record -> record.number() >= gone.first() && record.number() <= gone.last());
            assertThat(former.next()).containsEntry(LANE, 600L);
        }
    }

    @Test
    void halfOfAWriteThatFailedIsNotTakenForRecords() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 600);
        }
        // A disk that is full takes a part of a batch, all of which then goes to the next segment.
        byte[] second = Files.readAllBytes(segments().get(1));
        SegmentHeader header = Objects.requireNonNull(SegmentHeader.from(ByteBuffer.wrap(second)));
        Files.write(
                segments().get(0),
                Arrays.copyOfRange(second, header.size(), header.size() + 900),
                StandardOpenOption.APPEND);
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());

            assertSame(read, written);
            assertThat(former.replayed()).isEqualTo(600);
            assertThat(former.lost().isEmpty()).isTrue();
            assertThat(losses).isEmpty();
        }
    }

    @Test
    void whatAFormerStartHadSentIsNotToldAsLost() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 600);
            SpoolReader reader = spool.reader();
            for (int i = 0; i < 100; i++) {
                reader.next();
            }
            reader.release(reader.position());
            store.tally().lanes().settled(LANE, 100);
        }
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            assertThat(store.recover().get(0).replayed()).isEqualTo(500);

            assertThat(spool.giveUpOldest()).isTrue();
            assertThat(losses).hasSize(1);
            assertThat(range(losses.get(0)).first()).isEqualTo(100);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());
            assertThat(read.size() + range(losses.get(0)).length()).isEqualTo(500);
        }
    }

    @Test
    void whatWasSentFromMemoryIsNotMissingAndWhatWasNotIs() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 50);
            Files.move(folder.resolve("requests"), folder.resolve("aside"));
            write(spool, written, 600);
            Files.move(folder.resolve("aside"), folder.resolve("requests"));
            SpoolReader reader = spool.reader();
            for (int i = 0; i < 400; i++) {
                reader.next();
            }
            reader.release(reader.position());
            store.tally().lanes().settled(LANE, 400);
            assertThat(spool.inMemory(reader.position()).count()).isPositive();
        }
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());

            assertThat(former.next()).containsEntry(LANE, 650L);
            assertThat(former.lost().ranges()).isNotEmpty().allMatch(range -> range.first() >= 400);
            assertThat(read.size() + former.lost().count()).isEqualTo(250);
        }
    }

    @Test
    void aSegmentWithADamagedHeaderIsKeptAsideAndToldByNumber() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 600);
        }
        Path last = segments().get(segments().size() - 1);
        try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 2);
        }
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());

            assertThat(former.lost().count()).isPositive();
            assertThat(read.size() + former.lost().count()).isEqualTo(600);
            assertThat(last.resolveSibling(last.getFileName() + ".damaged")).exists();
        }
    }

    @Test
    void damageThatAppearsUnderTheReaderIsToldByNumber() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 1_000);
            Path first = segments().get(0);
            try (FileChannel file = FileChannel.open(first, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Files.size(first) / 2);
            }
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());
            assertThat(losses).hasSize(1);
            LaneNumbers.Range gone = range(losses.get(0));
            assertThat(losses.get(0)).startsWith("UNREADABLE boot-1");
            assertThat(read.size() + gone.length()).isEqualTo(1_000);
            assertThat(read).noneMatch(record -> record.number() >= gone.first() && record.number() <= gone.last());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void overTheBudgetTheOldestThatNobodyReadsGivesWay(boolean onDisk) throws IOException {
        try (SpoolStore store = open(onDisk)) {
            Spool[] own = new Spool[1];
            Spool spool = spool(store, () -> own[0].giveUpOldest());
            own[0] = spool;
            store.recover();
            SpoolReader reader = spool.reader();
            List<SpoolRecord> written = new ArrayList<>();
            write(spool, written, 10);
            reader.next();
            write(spool, written, 5_000);

            assertThat(store.budget().used()).isLessThanOrEqualTo(BUDGET);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, reader);
            long lost = losses.stream().mapToLong(loss -> range(loss).length()).sum();
            assertThat(losses).isNotEmpty().allMatch(loss -> loss.startsWith("BUDGET boot-1"));
            assertThat(1 + read.size() + lost).isEqualTo(written.size());
            // The segment that was being read is whole, what gave way came after it.
            assertThat(read.get(0).number()).isEqualTo(1);
            assertThat(range(losses.get(0)).first()).isPositive();
        }
    }

    @Test
    void whatMayNotTakeMoreThanItsShareIsToldByNumber() throws IOException {
        try (SpoolStore store = open(false)) {
            Spool spool = store.spool("records", BUDGET / 4, () -> next, this::note, () -> true);
            List<SpoolRecord> written = new ArrayList<>();
            write(spool, written, 3_000);

            assertThat(spool.bytes()).isLessThanOrEqualTo(BUDGET / 4 + SegmentHeader.MOST_BYTES);
            List<SpoolRecord> read = new ArrayList<>();
            readInto(read, spool.reader());
            long lost = losses.stream().mapToLong(loss -> range(loss).length()).sum();
            assertThat(lost).isPositive();
            assertThat(read.size() + lost).isEqualTo(3_000);
        }
    }

    @Test
    void aDiskThatRefusesSendsTheSpoolToMemoryAndBack() throws IOException {
        List<SpoolRecord> written = new ArrayList<>();
        try (SpoolStore store = open(true)) {
            Spool spool = spool(store, () -> false);
            store.recover();
            write(spool, written, 50);
            Path requests = folder.resolve("requests");
            Path aside = folder.resolve("aside");
            Files.move(requests, aside);
            write(spool, written, 600);
            Files.move(aside, requests);
            List<SpoolRecord> read = new ArrayList<>();
            SpoolReader reader = spool.reader();
            readInto(read, reader);
            assertSame(read, written);
            assertThat(losses).isEmpty();
        }
    }

    @Test
    void twoGatewaysCannotShareADirectory() throws IOException {
        try (SpoolStore store = open(true)) {
            assertThat(store.isDurable()).isTrue();
            assertThat(Stream.of(1).map(any -> refusal())).containsExactly("another gateway uses the spool " + folder);
        }
    }

    @Test
    void whatTheLoopsCountedIsKnownAfterACrash() throws IOException {
        try (SpoolStore store = open(true)) {
            spool(store, () -> false);
            store.recover();
            store.tally().published(0, 40);
            store.tally().published(3, 2);
            store.tally().dropped(3, 5);
            List<SpoolRecord> written = new ArrayList<>();
            write(spool(store, () -> false), written, 30);
        }
        try (SpoolStore store = open(true)) {
            spool(store, () -> false);
            FormerBoot former = store.recover().get(0);
            assertThat(former.finished()).isEqualTo(47);
            assertThat(former.dropped()).isEqualTo(5);
            assertThat(former.next()).containsEntry(LANE, 30L);
            assertThat(former.hasStopped()).isFalse();
        }
    }

    private String refusal() {
        try (SpoolStore second = open(true)) {
            return "opened " + second.isDurable();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private SpoolStore open(boolean onDisk) throws IOException {
        boots++;
        SpoolSettings settings = onDisk ? SpoolSettings.onDisk(folder, BUDGET) : SpoolSettings.inMemory(BUDGET);
        return SpoolStore.open(settings, new Writer("gw", "boot-" + boots));
    }

    private Spool spool(SpoolStore store, BooleanSupplier makeRoom) throws IOException {
        return store.spool("requests", Long.MAX_VALUE, () -> next, this::note, makeRoom);
    }

    private void note(LossSink.Loss loss, String bootId, LaneNumbers numbers) {
        for (LaneNumbers.Range range : numbers.ranges()) {
            losses.add(loss + " " + bootId + " " + range.first() + " " + range.last());
        }
    }

    private static LaneNumbers.Range range(String loss) {
        String[] words = loss.split(" ");
        return new LaneNumbers.Range(LANE, Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    private void write(Spool spool, List<SpoolRecord> written, int count) {
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            SpoolRecord record = record(LANE, 300, random);
            written.add(record);
            spool.append(record);
            if (i % 10 == 9) {
                spool.flush();
            }
        }
        spool.flush();
    }

    private SpoolRecord record(Lane lane, int size, SplittableRandom random) {
        long number = next.getOrDefault(lane, 0L);
        next.put(lane, number + 1);
        byte[] value = new byte[size];
        random.nextBytes(value);
        return new SpoolRecord(lane, number, (byte) 1, number * 3, 5, number, new byte[] {7, 8}, value);
    }

    private static void readInto(List<SpoolRecord> read, SpoolReader reader) {
        SpoolReader.Read one = reader.next();
        while (one != null) {
            read.add(one.record());
            one = reader.next();
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("requests"))) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertSame(List<SpoolRecord> read, List<SpoolRecord> written) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            SpoolRecord one = read.get(i);
            SpoolRecord other = written.get(i);
            assertThat(List.of(one.lane(), one.number(), one.format(), one.epochMillis(), one.idHigh(), one.idLow()))
                    .isEqualTo(List.of(
                            other.lane(),
                            other.number(),
                            other.format(),
                            other.epochMillis(),
                            other.idHigh(),
                            other.idLow()));
            assertThat(Arrays.equals(one.key(), other.key())).isTrue();
            assertThat(Arrays.equals(one.value(), other.value())).isTrue();
        }
    }
}
