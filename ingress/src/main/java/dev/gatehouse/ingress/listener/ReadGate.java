package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelConfig;

/**
 * Whether a client's connection is read: not while too much is parked, nor while the upstream is too slow for what the
 * client sends.
 */
final class ReadGate {
    private final ChannelConfig config;

    private boolean parkedFull;
    private boolean upstreamFull;

    ReadGate(ChannelConfig config) {
        this.config = config;
    }

    void parkedFull(boolean isFull) {
        parkedFull = isFull;
        settle();
    }

    void upstreamFull(boolean isFull) {
        upstreamFull = isFull;
        settle();
    }

    /** Another request begins, whoever had closed the gate for the last one. */
    void reopen(boolean isParkedFull) {
        parkedFull = isParkedFull;
        upstreamFull = false;
        settle();
    }

    private void settle() {
        boolean open = !parkedFull && !upstreamFull;
        if (config.isAutoRead() != open) {
            config.setAutoRead(open);
        }
    }
}
