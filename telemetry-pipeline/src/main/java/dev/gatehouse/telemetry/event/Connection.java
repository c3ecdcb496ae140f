package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/** How the client was connected. Mutable, part of an {@link EventSlot}. */
public final class Connection {
    private @Nullable String protocol;
    private @Nullable String tlsVersion;
    private @Nullable String peerCertSha256;
    private @Nullable String clientNet;

    /** {@code HTTP/1.1} or {@code HTTP/2}. */
    public @Nullable String protocol() {
        return protocol;
    }

    public Connection protocol(@Nullable String protocol) {
        this.protocol = protocol;
        return this;
    }

    /** {@code TLSv1.3} and the like; null on a cleartext connection. */
    public @Nullable String tlsVersion() {
        return tlsVersion;
    }

    public Connection tlsVersion(@Nullable String tlsVersion) {
        this.tlsVersion = tlsVersion;
        return this;
    }

    public @Nullable String peerCertSha256() {
        return peerCertSha256;
    }

    public Connection peerCertSha256(@Nullable String peerCertSha256) {
        this.peerCertSha256 = peerCertSha256;
        return this;
    }

    /** The client's /24 or /48, never its full address. */
    public @Nullable String clientNet() {
        return clientNet;
    }

    public Connection clientNet(@Nullable String clientNet) {
        this.clientNet = clientNet;
        return this;
    }

    void clear() {
        protocol = null;
        tlsVersion = null;
        peerCertSha256 = null;
        clientNet = null;
    }

    void copyFrom(Connection other) {
        protocol = other.protocol;
        tlsVersion = other.tlsVersion;
        peerCertSha256 = other.peerCertSha256;
        clientNet = other.clientNet;
    }
}
