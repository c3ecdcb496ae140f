package dev.gatehouse.policy.path;

/** Which characters may stand in a path as they are (RFC 3986 pchar, without the semicolon). */
final class PathCharacters {
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String OTHERS_ALLOWED = "!$&'()*+,=:@";

    private static final boolean[] UNRESERVED = new boolean[128];
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            UNRESERVED[c] = alphanumeric || UNRESERVED_MARKS.indexOf(c) >= 0;
            PLAIN[c] = UNRESERVED[c] || OTHERS_ALLOWED.indexOf(c) >= 0;
        }
    }

    private PathCharacters() {}

    /** Whether the character may stand unescaped inside a segment. */
    static boolean isPlain(int c) {
        return c < 128 && PLAIN[c];
    }

    /** Whether the escaped and the plain form of the character mean the same everywhere. */
    static boolean isUnreserved(int c) {
        return c < 128 && UNRESERVED[c];
    }
}
