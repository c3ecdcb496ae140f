package dev.gatehouse.policy.path;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A path with at least one escape, read once from left to right.
 *
 * <p>Only {@link CanonicalPath#from} makes one: it has checked the length and the leading slash.
 */
final class RawPath {
    static final RefusedPath EMPTY_SEGMENT = new RefusedPath("path has an empty segment");
    static final RefusedPath DOT_SEGMENT = new RefusedPath("path has a segment made of dots");

    private static final RefusedPath BAD_ESCAPE = new RefusedPath("path has a broken percent escape");
    private static final RefusedPath BAD_UTF8 = new RefusedPath("path has escapes that are not valid utf-8");
    private static final RefusedPath CONTROL = new RefusedPath("path has an encoded control character");
    private static final String NEVER_ESCAPED = "/\\%;?#";

    private final String raw;
    private final StringBuilder canonical;
    private int position;

    RawPath(String raw) {
        this.raw = raw;
        this.canonical = new StringBuilder(raw.length());
    }

    static RefusedPath refuseCharacter(char c) {
        if (c == ';') {
            return new RefusedPath("path has a path parameter (`;`)");
        }
        String shown = c > ' ' && c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "U+%04X", (int) c);
        return new RefusedPath("path has a character that must be escaped: `" + shown + "`");
    }

    PathResult read() {
        while (position < raw.length()) {
            char c = raw.charAt(position);
            if (c == '%') {
                RefusedPath refused = readEscape();
                if (refused != null) {
                    return refused;
                }
            } else if (c == '/' || PathCharacters.isPlain(c)) {
                canonical.append(c);
                position++;
            } else {
                return refuseCharacter(c);
            }
        }
        return checkSegments(canonical.toString());
    }

    private @Nullable RefusedPath readEscape() {
        int octet = octetAt(position);
        if (octet < 0) {
            return BAD_ESCAPE;
        }
        if (octet >= 0x80) {
            return readSequence(octet);
        }
        if (octet < ' ' || octet == 0x7f) {
            return CONTROL;
        }
        if (NEVER_ESCAPED.indexOf(octet) >= 0) {
            return new RefusedPath("path has an encoded `" + (char) octet + "`");
        }
        if (PathCharacters.isUnreserved(octet)) {
            canonical.append((char) octet);
        } else {
            appendEscaped(octet);
        }
        position += 3;
        return null;
    }

    /** Reads one character of two to four octets, in its shortest form only. */
    private @Nullable RefusedPath readSequence(int first) {
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4) {
            return BAD_UTF8;
        }
        int codePoint = first & (0xff >> (length + 1));
        appendEscaped(first);
        for (int n = 1; n < length; n++) {
            int octet = octetAt(position + 3 * n);
            if (octet < 0x80 || octet > 0xbf) {
                return BAD_UTF8;
            }
            codePoint = (codePoint << 6) | (octet & 0x3f);
            appendEscaped(octet);
        }
        boolean overlong = codePoint < (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80);
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        if (overlong || surrogate || codePoint > 0x10ffff) {
            return BAD_UTF8;
        }
        position += 3 * length;
        return codePoint < 0xa0 ? CONTROL : null;
    }

    /** The value of the escape at this place, or -1 when there is none. */
    private int octetAt(int at) {
        if (at + 2 >= raw.length() || raw.charAt(at) != '%') {
            return -1;
        }
        int high = hexValue(raw.charAt(at + 1));
        int low = hexValue(raw.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    // Character.digit would also take the digits of other scripts.
    private static int hexValue(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void appendEscaped(int octet) {
        canonical
                .append('%')
                .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
    }

    private static PathResult checkSegments(String path) {
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (slash == start) {
                return EMPTY_SEGMENT;
            }
            if (isMadeOfDots(path.substring(start, end))) {
                return DOT_SEGMENT;
            }
            start = end + 1;
        }
        return CanonicalPath.ofChecked(path);
    }

    // Some file systems drop spaces at the end of a name, so "..%20" is dots as well.
    private static boolean isMadeOfDots(String segment) {
        String rest = segment.replace("%20", "");
        return !rest.isEmpty() && rest.chars().allMatch(c -> c == '.');
    }
}
