package dev.gatehouse.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import reactor.netty.resources.LoopResources;

/** Our loops as reactor-netty asks for them, with channels that register with them. */
record SharedLoops(EventLoopGroup group, Transport transport) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return group;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup ignored) {
        return type.cast(transport.newChannel(type));
    }

    @Override
    @SuppressWarnings("unchecked") // The class returned implements the interface that was asked for.
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup ignored) {
        return (Class<? extends C>) transport.classFor(type);
    }
}
