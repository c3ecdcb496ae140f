package dev.gatehouse.ingress.admission;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request in the one way it can be read, or refuses it.
 *
 * <p>What two readers could understand differently is never repaired: the router, the policy engine and the
 * upstream see the same path, byte for byte. Checks run from what endangers the connection (framing,
 * headers) to what concerns this request only (authority, target), and the first that fails speaks.
 *
 * <p>Pure: no clock, no socket. Instances are immutable and safe to share between threads.
 */
public final class RequestCanon {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final boolean sniMustMatch;

    public RequestCanon(boolean sniMustMatch) {
        this.sniMustMatch = sniMustMatch;
    }

    public CanonResult read(RawRequest raw) {
        RefusedRequest refused = refusalOfMethod(raw.method());
        if (refused == null) {
            refused = HeaderRules.refusalOf(raw.headers(), raw.protocol());
        }
        if (refused == null) {
            refused = Framing.refusalOf(raw.headers(), raw.protocol());
        }
        return refused == null ? readAuthority(raw) : refused;
    }

    private static @Nullable RefusedRequest refusalOfMethod(String method) {
        if (METHODS.contains(method)) {
            return null;
        }
        if (!Tokens.isToken(method)) {
            return new RefusedRequest(Refusal.MALFORMED_REQUEST, "method is not a token");
        }
        return new RefusedRequest(Refusal.METHOD_NOT_SUPPORTED, "method is not served");
    }

    private CanonResult readAuthority(RawRequest raw) {
        List<String> hosts = raw.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return badAuthority("no host");
        }
        if (hosts.size() > 1 && raw.protocol() != Protocol.HTTP_2) {
            return badAuthority("several hosts");
        }
        Authority authority = Authority.from(hosts.get(0), raw.scheme());
        if (authority == null) {
            return badAuthority("host is not a valid name or address");
        }
        for (int i = 1; i < hosts.size(); i++) {
            if (!authority.equals(Authority.from(hosts.get(i), raw.scheme()))) {
                return badAuthority("host differs from :authority");
            }
        }
        if (sniMustMatch && !raw.sni().isEmpty() && !authority.isAddress() && !authority.isNamed(raw.sni())) {
            return new RefusedRequest(Refusal.MISDIRECTED, "host differs from the server name of the handshake");
        }
        return readTarget(raw, authority);
    }

    private static CanonResult readTarget(RawRequest raw, Authority authority) {
        String target = raw.target();
        if (target.isEmpty() || target.charAt(0) != '/') {
            return readAbsolute(raw, authority);
        }
        return readPath(raw, target, authority);
    }

    /** Only proxies are sent the absolute form, but a server must take it (RFC 9112, 3.2.2). */
    private static CanonResult readAbsolute(RawRequest raw, Authority authority) {
        String prefix = raw.scheme() + "://";
        String target = raw.target();
        if (raw.protocol() == Protocol.HTTP_2 || !target.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return new RefusedRequest(Refusal.PATH_NOT_CANONICAL, "target does not start with `/`");
        }
        int path = target.indexOf('/', prefix.length());
        if (path < 0) {
            return new RefusedRequest(Refusal.PATH_NOT_CANONICAL, "target has no path");
        }
        Authority named = Authority.from(target.substring(prefix.length(), path), raw.scheme());
        if (!authority.equals(named)) {
            return badAuthority("host differs from that of the target");
        }
        return readPath(raw, target.substring(path), authority);
    }

    private static CanonResult readPath(RawRequest raw, String target, Authority authority) {
        int question = target.indexOf('?');
        String rawPath = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        PathResult path = CanonicalPath.from(rawPath);
        if (!(path instanceof CanonicalPath canonical)) {
            return new RefusedRequest(Refusal.PATH_NOT_CANONICAL, path.reason());
        }
        if (!Tokens.isQuery(query)) {
            return new RefusedRequest(Refusal.PATH_NOT_CANONICAL, "query has a character that must be escaped");
        }
        return new CanonicalRequest(raw.method(), canonical, query, authority.host(), authority.port(), raw.scheme());
    }

    /** Whether these trailers may follow a body: none that frames, routes or proves anything. */
    public static boolean mayTrail(io.netty.handler.codec.http.HttpHeaders trailers) {
        return HeaderRules.mayTrail(trailers);
    }

    private static RefusedRequest badAuthority(String reason) {
        return new RefusedRequest(Refusal.AUTHORITY_INVALID, reason);
    }
}
