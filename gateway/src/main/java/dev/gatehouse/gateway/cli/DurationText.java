package dev.gatehouse.gateway.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
final class DurationText implements ITypeConverter<Duration> {
    // Nine digits are more than anybody means, and cannot overflow.
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        ChronoUnit unit = form.matches() ? UNITS.get(form.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException("`" + text + "` is not a duration such as 500ms, 30s, 5m, 2h or 1d");
        }
        return Duration.of(Long.parseLong(form.group(1)), unit);
    }
}
