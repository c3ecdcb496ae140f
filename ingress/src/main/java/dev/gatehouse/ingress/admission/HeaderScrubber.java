package dev.gatehouse.ingress.admission;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes off a request what only we may say, and later says it.
 *
 * <p>Removed are: claims of identity and origin, in every spelling; what concerns one hop only, and what
 * {@code Connection} nominates; and every name with an underscore, since many backends read it as a dash.
 * Read the gateway's own context header before: it goes as well. Of {@code Connection} there remains
 * {@code close}, or {@code upgrade} with {@code Upgrade: websocket}, which the route may still forbid.
 */
public final class HeaderScrubber {
    private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString X_FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString X_FORWARDED_PORT = AsciiString.cached("x-forwarded-port");
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final HeaderNameSet ONE_HOP = HeaderNameSet.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "upgrade",
            "http2-settings");
    private static final int MAX_FORWARDED = 32;

    private HeaderScrubber() {}

    /**
     * Removes what is not to be believed, and says where the request comes from.
     *
     * @param direct where it comes from if nobody is believed: the other end of the connection
     */
    public static Origin strip(HttpHeaders headers, Origin direct, TrustedProxies proxies) {
        Origin origin = originOf(headers, direct, proxies);
        Set<String> options = connectionOptions(headers);
        boolean webSocket = options.contains("upgrade")
                && !options.contains("close")
                && "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE));
        for (CharSequence name : namesToRemove(headers, options)) {
            headers.remove(name);
        }
        if (webSocket) {
            headers.set(HttpHeaderNames.CONNECTION, "upgrade").set(HttpHeaderNames.UPGRADE, "websocket");
        } else if (options.contains("close")) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        }
        return origin;
    }

    /** Writes the origin, once it was decided that the request goes on. */
    public static void write(HttpHeaders headers, Origin origin, RequestHead head) {
        headers.set(X_FORWARDED_FOR, origin.forwardedFor());
        headers.set(X_FORWARDED_PROTO, origin.scheme());
        headers.set(X_FORWARDED_HOST, head.authority());
        headers.set(X_FORWARDED_PORT, Integer.toString(head.port()));
        String client = origin.clientText();
        String node = client.indexOf(':') >= 0 ? "\"[" + client + "]\"" : client;
        String authority = head.authority();
        String host = Tokens.isToken(authority) ? authority : '"' + authority + '"';
        headers.set(FORWARDED, "for=" + node + ";host=" + host + ";proto=" + origin.scheme());
    }

    private static Set<String> connectionOptions(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONNECTION)) {
            return Set.of();
        }
        Set<String> options = new HashSet<>();
        headers.getAll(HttpHeaderNames.CONNECTION).forEach(line -> options.addAll(HeaderNames.listed(line)));
        return options;
    }

    private static List<CharSequence> namesToRemove(HttpHeaders headers, Set<String> nominated) {
        List<CharSequence> names = List.of();
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = headers.iteratorCharSequence();
        while (entries.hasNext()) {
            CharSequence name = entries.next().getKey();
            if (AsciiString.indexOf(name, '_', 0) >= 0
                    || ONE_HOP.contains(name)
                    || isNominated(name, nominated)
                    || HeaderNames.isForgeable(name)) {
                names = names.isEmpty() ? new ArrayList<>(4) : names;
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isNominated(CharSequence name, Set<String> nominated) {
        return !nominated.isEmpty() && nominated.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    /**
     * Walks X-Forwarded-For from its end, as long as the speaker is a trusted proxy. Whoever comes first that
     * is not trusted, or that cannot be read, ends the walk.
     */
    private static Origin originOf(HttpHeaders headers, Origin direct, TrustedProxies proxies) {
        InetAddress peer = direct.clientAddress();
        if (!proxies.contains(peer)) {
            return direct;
        }
        List<String> hops = new ArrayList<>();
        headers.getAll(X_FORWARDED_FOR).forEach(line -> hops.addAll(HeaderNames.listed(line)));
        InetAddress client = peer;
        String chain = direct.forwardedFor();
        int oldest = Math.max(0, hops.size() - MAX_FORWARDED);
        for (int i = hops.size() - 1; i >= oldest && proxies.contains(client); i--) {
            Optional<InetAddress> hop = TrustedProxies.address(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
            chain = NetUtil.toAddressString(client) + ", " + chain;
        }
        return new Origin(client, chain, schemeSaid(headers, direct.scheme()));
    }

    private static String schemeSaid(HttpHeaders headers, String scheme) {
        List<String> said = headers.getAll(X_FORWARDED_PROTO);
        boolean known =
                said.size() == 1 && (said.get(0).equals("https") || said.get(0).equals("http"));
        return known ? said.get(0) : scheme;
    }
}
