package dev.gatehouse.gateway.history;

import java.util.regex.Pattern;

/** One part of a recorded path, and whether it names a thing rather than a kind of things. */
final class Segment {
    /** Longer ones are taken for ids. */
    private static final int LONGEST_WORD = 32;

    // Numbers, dates and versions such as 2026-11-23; `v1` is a word.
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.,_:+-]*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?=.*[0-9])[0-9a-fA-F]{8,}");
    // ULIDs, base64 and the like: long, and letters and digits mixed.
    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_~-]{16,}");

    private Segment() {}

    static boolean isId(String segment) {
        return segment.length() > LONGEST_WORD
                || segment.indexOf('@') >= 0
                || NUMBER.matcher(segment).matches()
                || UUID.matcher(segment).matches()
                || HEXADECIMAL.matcher(segment).matches()
                || MIXED.matcher(segment).matches();
    }

    /** As a template says it; a star that a path really holds is no wildcard. */
    static String literal(String segment) {
        return segment.replace("*", "%2A");
    }
}
