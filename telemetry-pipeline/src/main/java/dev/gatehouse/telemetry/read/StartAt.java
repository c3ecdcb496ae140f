package dev.gatehouse.telemetry.read;

import java.time.Duration;
import java.time.Instant;

/** Where a reader begins. */
public sealed interface StartAt {
    /** With the oldest record that is kept. */
    static StartAt earliest() {
        return new Earliest();
    }

    /** With what is written from now on. */
    static StartAt latest() {
        return new Latest();
    }

    /** With the first record of that time or later. */
    static StartAt time(Instant time) {
        return new Time(time);
    }

    /** Puts the reader there. */
    void seek(EventReader reader, Duration deadline);

    /** The oldest record. */
    record Earliest() implements StartAt {
        @Override
        public void seek(EventReader reader, Duration deadline) {
            reader.seekToEarliest(deadline);
        }
    }

    /** The next record. */
    record Latest() implements StartAt {
        @Override
        public void seek(EventReader reader, Duration deadline) {
            reader.seekToLatest(deadline);
        }
    }

    /** The first record at or after a time. */
    record Time(Instant time) implements StartAt {
        @Override
        public void seek(EventReader reader, Duration deadline) {
            reader.seekToTime(time, deadline);
        }
    }
}
