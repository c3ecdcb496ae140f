package dev.gatehouse.load.compare;

import io.netty.channel.ChannelHandler;

/** One connection of a client. */
interface Lane extends ChannelHandler {

    /** On the event loop: takes part in this go. */
    void join(Drive next);
}
