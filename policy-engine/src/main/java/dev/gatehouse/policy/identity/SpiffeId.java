package dev.gatehouse.policy.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a workload as its certificate states it, such as {@code spiffe://acme.example/ns/shop/sa/web}.
 *
 * <p>Read as strictly as the SPIFFE standard allows, and never normalised: there is one spelling for each
 * identity, so two IDs are the same when their texts are.
 */
public final class SpiffeId implements SpiffeResult {
    private static final String SCHEME = "spiffe://";
    private static final int MAX_LENGTH = 2048;

    private final TrustDomain trustDomain;
    private final String path;

    private SpiffeId(TrustDomain trustDomain, String path) {
        this.trustDomain = trustDomain;
        this.path = path;
    }

    /** Reads a URI as a certificate or a configuration states it. */
    public static SpiffeResult from(String uri) {
        if (uri.length() > MAX_LENGTH) {
            return new RefusedSpiffeId("spiffe id is longer than " + MAX_LENGTH + " bytes");
        }
        if (!uri.startsWith(SCHEME)) {
            return new RefusedSpiffeId("spiffe id does not start with `spiffe://`");
        }
        int slash = uri.indexOf('/', SCHEME.length());
        String domain = slash < 0 ? uri.substring(SCHEME.length()) : uri.substring(SCHEME.length(), slash);
        String path = slash < 0 ? "" : uri.substring(slash);
        Optional<TrustDomain> trustDomain = TrustDomain.from(domain);
        if (trustDomain.isEmpty()) {
            return new RefusedSpiffeId("trust domain of the spiffe id must be 1 to 255 of `a-z0-9.-_`");
        }
        String refusal = refusalOfPath(path);
        return refusal.isEmpty() ? new SpiffeId(trustDomain.get(), path) : new RefusedSpiffeId(refusal);
    }

    private static String refusalOfPath(String path) {
        if (path.isEmpty()) {
            return "";
        }
        if (path.endsWith("/")) {
            return "spiffe id ends with `/`";
        }
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty()) {
                return "spiffe id has an empty path segment";
            }
            if (segment.equals(".") || segment.equals("..")) {
                return "spiffe id has a dot segment";
            }
            if (!segment.chars().allMatch(SpiffeId::mayContain)) {
                return "path of the spiffe id may contain `a-zA-Z0-9.-_` only";
            }
        }
        return "";
    }

    private static boolean mayContain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }

    public TrustDomain trustDomain() {
        return trustDomain;
    }

    /** The path with its leading slash; empty text for the ID of a trust domain itself. */
    public String path() {
        return path;
    }

    /** Whether the ID names a workload; without a path it names the trust domain itself. */
    public boolean hasPath() {
        return !path.isEmpty();
    }

    @Override
    public Optional<SpiffeId> id() {
        return Optional.of(this);
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpiffeId that && trustDomain.equals(that.trustDomain) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return 31 * trustDomain.hashCode() + path.hashCode();
    }

    @Override
    public String toString() {
        return SCHEME + trustDomain + path;
    }
}
