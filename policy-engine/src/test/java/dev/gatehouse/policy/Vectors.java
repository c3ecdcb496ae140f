package dev.gatehouse.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the tables of cases: tab-separated columns, {@code #} for a comment, \\uXXXX for what is not ASCII. */
public final class Vectors {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private Vectors() {}

    /** The rows of a table whose first column is this verdict. */
    public static List<String[]> of(String resource, String verdict) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(verdict + "\t"))
                    .map(line -> Arrays.stream(line.split("\t", -1))
                            .map(Vectors::unescaped)
                            .toArray(String[]::new))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String column) {
        return ESCAPE.matcher(column).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
    }
}
