package dev.gatehouse.policy.path;

import java.util.ArrayList;
import java.util.List;

/** The parts of a path between its slashes, and when two of them are the same. */
public final class Segments {
    private Segments() {}

    static List<String> of(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        segments.add(path.substring(start));
        return List.copyOf(segments);
    }

    /**
     * The segment with every escaped character that could also stand as it is decoded. Upstreams take
     * {@code /a%40b} for {@code /a@b}, so a rule about one of them must speak about the other.
     */
    public static String meaningOf(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        StringBuilder meaning = new StringBuilder(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int octet = Integer.parseInt(segment, i + 1, i + 3, 16);
                if (PathCharacters.isPlain(octet)) {
                    meaning.append((char) octet);
                } else {
                    meaning.append(segment, i, i + 3);
                }
                i += 2;
            } else {
                meaning.append(c);
            }
        }
        return meaning.toString();
    }
}
