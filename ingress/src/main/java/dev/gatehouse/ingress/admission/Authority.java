package dev.gatehouse.ingress.admission;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host and the port that a request names; the host in lower case, an IPv6 address without brackets.
 *
 * <p>A trailing dot, user information, percent escapes, an empty port and numbers that only some resolvers
 * take for an address are refused: each has two readings.
 */
record Authority(String host, int port, boolean isAddress) {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** The authority, null when it is not valid. */
    static @Nullable Authority from(String text, String scheme) {
        if (text.startsWith("[")) {
            return fromBracketed(text, scheme);
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? defaultPort(scheme) : portOf(text.substring(colon + 1));
        if (port < 0 || !isName(name)) {
            return null;
        }
        boolean numeric = lastLabelIsNumeric(name);
        if (numeric && !isPlainIpV4(name)) {
            return null;
        }
        return new Authority(name.toLowerCase(Locale.ROOT), port, numeric);
    }

    private static @Nullable Authority fromBracketed(String text, String scheme) {
        int end = text.indexOf(']');
        if (end < 0) {
            return null;
        }
        String inner = text.substring(1, end);
        String rest = text.substring(end + 1);
        int port = rest.isEmpty() ? defaultPort(scheme) : rest.charAt(0) == ':' ? portOf(rest.substring(1)) : -1;
        boolean plain = inner.chars().allMatch(c -> c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0));
        if (port < 0 || !plain || !NetUtil.isValidIpV6Address(inner)) {
            return null;
        }
        // A mapped IPv4 address stays in brackets: it was written as an IPv6 address, and is passed on as one.
        Inet6Address address = NetUtil.getByName(inner, false);
        return address == null ? null : new Authority(NetUtil.toAddressString(address), port, true);
    }

    private static int portOf(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || digits.charAt(0) == '0') {
            return -1;
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port <= 65535 ? port : -1;
    }

    private static boolean isName(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_NAME) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || name.charAt(i) == '.') {
                boolean empty = i == start;
                if (empty || i - start > MAX_LABEL || name.charAt(start) == '-' || name.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!mayContain(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayContain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    // "127.1", "0x7f.1" and "2130706433" are addresses to some resolvers and names to others.
    private static boolean lastLabelIsNumeric(String name) {
        char first = name.charAt(name.lastIndexOf('.') + 1);
        return first >= '0'
                && first <= '9'
                && NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    private static boolean isPlainIpV4(String name) {
        return NetUtil.isValidIpV4Address(name)
                && NetUtil.bytesToIpAddress(NetUtil.createByteArrayFromIpAddressString(name))
                        .equals(name);
    }

    boolean isNamed(String serverName) {
        return host.equalsIgnoreCase(serverName);
    }
}
