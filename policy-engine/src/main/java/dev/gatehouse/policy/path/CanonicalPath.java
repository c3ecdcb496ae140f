package dev.gatehouse.policy.path;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a request path that the router, the policy engine and the upstream all see.
 *
 * <p>Escapes of unreserved characters are decoded, the others are written in upper case, and whatever two
 * readers could understand differently (dot segments, empty segments, encoded slashes, path parameters,
 * double encoding, broken UTF-8) is refused, never repaired. A trailing slash is kept and means something:
 * {@code /admin/} is another path than {@code /admin}. Reading a canonical path again gives itself.
 *
 * <p>A path that is canonical as it came costs one scan and one object.
 */
public final class CanonicalPath implements PathResult {
    /** The longest raw path that is read at all. */
    public static final int MAX_LENGTH = 8192;

    private final String value;

    // Computed on first use. The race is harmless: every thread computes an equal, immutable list.
    private @Nullable List<String> segments;

    private CanonicalPath(String value) {
        this.value = value;
    }

    /** Reads the path part of a request target, without its query. */
    public static PathResult from(String rawPath) {
        int length = rawPath.length();
        if (length == 0 || rawPath.charAt(0) != '/') {
            return new RefusedPath("path does not start with `/`");
        }
        if (length > MAX_LENGTH) {
            return new RefusedPath("path is longer than " + MAX_LENGTH + " characters");
        }
        boolean onlyDots = false;
        int segmentStart = 1;
        for (int i = 1; i < length; i++) {
            char c = rawPath.charAt(i);
            if (PathCharacters.isPlain(c)) {
                onlyDots = c == '.' && (onlyDots || i == segmentStart);
            } else if (c == '/') {
                if (i == segmentStart) {
                    return RawPath.EMPTY_SEGMENT;
                }
                if (onlyDots) {
                    return RawPath.DOT_SEGMENT;
                }
                segmentStart = i + 1;
                onlyDots = false;
            } else if (c == '%') {
                return new RawPath(rawPath).read();
            } else {
                return RawPath.refuseCharacter(c);
            }
        }
        return onlyDots ? RawPath.DOT_SEGMENT : new CanonicalPath(rawPath);
    }

    /** For {@link RawPath}, which has checked every character. */
    static CanonicalPath ofChecked(String value) {
        return new CanonicalPath(value);
    }

    /** The canonical text, which starts with {@code /}. */
    public String value() {
        return value;
    }

    /**
     * The parts between the slashes, escapes left as they are. A trailing slash shows as an empty last
     * segment: {@code /a/} has the segments "a" and "", and {@code /} has the one segment "".
     */
    public List<String> segments() {
        List<String> known = segments;
        if (known == null) {
            known = Segments.of(value);
            segments = known;
        }
        return known;
    }

    @Override
    public Optional<CanonicalPath> path() {
        return Optional.of(this);
    }

    @Override
    public boolean isCanonical() {
        return true;
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalPath that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
