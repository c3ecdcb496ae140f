package dev.gatehouse.ingress.admission;

import io.netty.util.AsciiString;

/** Which characters the grammar of HTTP allows where (RFC 9110 and 3986). */
final class Tokens {
    private static final boolean[] TOKEN = new boolean[128];
    private static final boolean[] QUERY = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            TOKEN[c] = c <= '9' || (c >= 'A' && c <= 'Z') || c >= 'a';
            QUERY[c] = TOKEN[c];
        }
        "!#$%&'*+-.^_`|~".chars().forEach(c -> TOKEN[c] = true);
        // RFC 3986, and the two brackets, which browsers send as they are.
        "-._~!$&'()*+,;=:@/?[]".chars().forEach(c -> QUERY[c] = true);
    }

    private Tokens() {}

    static boolean isToken(CharSequence text) {
        return text instanceof AsciiString bytes ? isToken(bytes) : areTokenChars(text);
    }

    // As most names come: without a call for each character.
    private static boolean isToken(AsciiString text) {
        byte[] bytes = text.array();
        int end = text.arrayOffset() + text.length();
        for (int i = text.arrayOffset(); i < end; i++) {
            if (bytes[i] < 0 || !TOKEN[bytes[i]]) {
                return false;
            }
        }
        return text.length() > 0;
    }

    private static boolean areTokenChars(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !TOKEN[c]) {
                return false;
            }
        }
        return text.length() > 0;
    }

    /** Whether a value may stand in a header: no control character but the tab, and bytes only. */
    static boolean isHeaderValue(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    static boolean isQuery(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (c >= 128 || !QUERY[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
