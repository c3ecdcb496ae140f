package dev.gatehouse.gateway.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers, lengths of time and sizes, each within bounds. */
final class Quantities {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|kB|MB|GB|KiB|MiB|GiB)?");

    private Quantities() {}

    static Optional<Integer> wholeNumber(Value value, String what, int least, int most) {
        return value.text(what).flatMap(text -> {
            if (text.matches("0|[1-9][0-9]{0,8}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            value.error("`" + what + "` must be a whole number from " + least + " to " + most, "");
            return Optional.empty();
        });
    }

    static Optional<Double> share(Value value, String what) {
        return value.text(what).flatMap(text -> {
            if (text.matches("[01]|0?\\.[0-9]{1,9}|1\\.0{1,9}")) {
                return Optional.of(Double.parseDouble(text));
            }
            value.error("`" + what + "` must be a share from 0 to 1", "");
            return Optional.empty();
        });
    }

    static Optional<Boolean> truth(Value value, String what) {
        return value.text(what).flatMap(text -> {
            if (text.equals("true") || text.equals("false")) {
                return Optional.of(Boolean.parseBoolean(text));
            }
            value.error("`" + what + "` must be `true` or `false`", "");
            return Optional.empty();
        });
    }

    static Optional<Duration> time(Value value, String what, Duration least, Duration most) {
        return value.text(what).flatMap(text -> {
            Optional<Duration> time = time(text);
            if (time.isEmpty()) {
                value.error("`" + what + "` must be a length of time", "write `500ms`, `10s`, `5m` or `PT10S`");
            } else if (time.get().compareTo(least) < 0 || time.get().compareTo(most) > 0) {
                value.error("`" + what + "` must be from " + shown(least) + " to " + shown(most), "");
                return Optional.empty();
            }
            return time;
        });
    }

    private static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            try {
                return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    static Optional<Long> bytes(Value value, String what, long least, long most) {
        return value.text(what).flatMap(text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                value.error("`" + what + "` must be a size", "write `16KiB`, `10MB` or a number of bytes");
                return Optional.empty();
            }
            long size = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
            if (size < least || size > most) {
                value.error("`" + what + "` must be from " + least + " to " + most + " bytes", "");
                return Optional.empty();
            }
            return Optional.of(size);
        });
    }

    private static long unit(@Nullable String written) {
        String unit = written == null ? "b" : written.toLowerCase(Locale.ROOT);
        long base = unit.contains("i") ? 1024 : 1000;
        return switch (unit.charAt(0)) {
            case 'k' -> base;
            case 'm' -> base * base;
            case 'g' -> base * base * base;
            default -> 1;
        };
    }
}
