package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.JsonWriter;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.UntoldLosses;
import dev.gatehouse.telemetry.spool.FormerBoot;
import dev.gatehouse.telemetry.spool.Lane;
import dev.gatehouse.telemetry.spool.LaneNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How losses and recoveries are told: with the exact numbers, in records of a bounded size. */
final class LossRecords {
    private static final int MOST_RANGES = 1000;

    private LossRecords() {}

    /** A loss cut into parts that each fit into a record. */
    static List<Part> parts(UntoldLosses.Told loss) {
        List<LaneNumbers.Range> ranges = loss.numbers().ranges();
        List<Part> parts = new ArrayList<>();
        long unnamed = loss.count() - loss.numbers().count();
        for (int from = 0; from < ranges.size(); from += MOST_RANGES) {
            List<LaneNumbers.Range> some = ranges.subList(from, Math.min(ranges.size(), from + MOST_RANGES));
            long count = some.stream().mapToLong(LaneNumbers.Range::length).sum();
            parts.add(new Part(loss, count, some));
        }
        if (unnamed > 0) {
            parts.add(new Part(loss, unnamed, List.of()));
        }
        return parts;
    }

    /** One record's share of a loss. */
    record Part(UntoldLosses.Told loss, long count, List<LaneNumbers.Range> ranges) {

        void writeTo(JsonWriter body) {
            body.field("of_boot", loss.bootId())
                    .field("reason", loss.reason().wireName())
                    .field("count", count)
                    .beginArray("ranges");
            ranges.forEach(range -> write(body, range));
            body.endArray();
        }
    }

    static void recovered(FormerBoot boot, JsonWriter body) {
        body.field("of_boot", boot.writer().bootId())
                .field("replayed", boot.replayed())
                .field("torn_bytes", boot.tornBytes());
        if (boot.finished() >= 0) {
            body.field("finished", boot.finished())
                    .field("missing_in_rings", missingInRings(boot))
                    .field("ring_full", boot.dropped());
        }
        body.beginArray("numbers");
        boot.next()
                .forEach((lane, next) -> body.beginObject()
                        .field("topic", nameOf(lane))
                        .field("partition", lane.partition())
                        .field("next", next)
                        .endObject());
        body.endArray();
    }

    /** What the event loops handed over and never got a number. */
    private static long missingInRings(FormerBoot boot) {
        long numbered = boot.next().entrySet().stream()
                .filter(entry -> entry.getKey().topic() == Topic.REQUESTS.number())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Math.max(0, boot.finished() - boot.dropped() - numbered);
    }

    private static void write(JsonWriter body, LaneNumbers.Range range) {
        body.beginObject()
                .field("topic", nameOf(range.lane()))
                .field("partition", range.lane().partition())
                .field("first", range.first())
                .field("last", range.last())
                .endObject();
    }

    private static String nameOf(Lane lane) {
        return Topic.isKnown(lane.topic()) ? Topic.numbered(lane.topic()).topicName() : "topic " + lane.topic();
    }
}
