package dev.gatehouse.policy.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name of a SPIFFE trust domain, under whose roots identities are issued. */
public final class TrustDomain {
    private static final int MAX_LENGTH = 255;

    private final String name;

    private TrustDomain(String name) {
        this.name = name;
    }

    /** The domain of this name, empty when the name is no valid one. */
    public static Optional<TrustDomain> from(String name) {
        boolean valid =
                !name.isEmpty() && name.length() <= MAX_LENGTH && name.chars().allMatch(TrustDomain::mayContain);
        return valid ? Optional.of(new TrustDomain(name)) : Optional.empty();
    }

    private static boolean mayContain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    }

    public String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustDomain that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
