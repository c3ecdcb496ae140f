package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.util.function.Consumer;

/** Waits for the TLS handshake, and says which protocol it agreed on; a client without ALPN gets HTTP/1.1. */
final class AlpnHandler extends ApplicationProtocolNegotiationHandler {
    private final Consumer<Boolean> whenKnown;

    /** The consumer is told once whether it is HTTP/2, and sets up what follows. */
    AlpnHandler(Consumer<Boolean> whenKnown) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.whenKnown = whenKnown;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        whenKnown.accept(ApplicationProtocolNames.HTTP_2.equals(protocol));
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
        // Strangers fail handshakes all day; the alert has told the client.
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
