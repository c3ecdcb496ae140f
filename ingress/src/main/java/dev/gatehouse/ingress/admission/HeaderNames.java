package dev.gatehouse.ingress.admission;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The headers in which a stranger could claim to be somebody, or to come from somewhere. */
final class HeaderNames {
    private static final HeaderNameSet FORGEABLE = HeaderNameSet.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "client-cert",
            "client-cert-chain",
            "x-client-cert",
            "x-original-url",
            "x-original-uri",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "proxy");
    private static final List<String> FORGEABLE_PREFIXES =
            List.of("x-forwarded-", "x-gatehouse-", "x-ssl-", "x-http2-", "x-original-");

    private HeaderNames() {}

    /** The name in lower case, with the dashes that some backends take underscores for. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isForgeable(CharSequence name) {
        return FORGEABLE.contains(name) || (isExtension(name) && beginsForgeably(name));
    }

    private static boolean isExtension(CharSequence name) {
        return name.length() > 2 && (name.charAt(0) | 0x20) == 'x' && name.charAt(1) == '-';
    }

    private static boolean beginsForgeably(CharSequence name) {
        for (String prefix : FORGEABLE_PREFIXES) {
            if (AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether only the gateway writes it. */
    static boolean isOurs(String name) {
        return name.startsWith("x-gatehouse-") || name.startsWith("x-forwarded-");
    }

    /** The members of a comma-separated list, in lower case and without blanks around them. */
    static List<String> listed(String line) {
        List<String> members = new ArrayList<>(2);
        int start = 0;
        while (start <= line.length()) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            members.add(line.substring(start, end).trim().toLowerCase(Locale.ROOT));
            start = end + 1;
        }
        return members;
    }
}
