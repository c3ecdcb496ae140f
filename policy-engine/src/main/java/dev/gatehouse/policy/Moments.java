package dev.gatehouse.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads points in time as operators write them: a day (its first moment) or a moment, always in UTC. */
public final class Moments {
    private Moments() {}

    public static Optional<Instant> from(String written) {
        try {
            if (written.indexOf('T') < 0) {
                return Optional.of(
                        LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return written.endsWith("Z")
                    ? Optional.of(OffsetDateTime.parse(written).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
