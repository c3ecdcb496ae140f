package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.exchange.Peer;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Receives the connections of one listener: counts them in, and finds out who calls and what they speak. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final Connections connections;
    private final Door door;
    private final Pipelines pipelines;
    private final Function<SSLSession, ConnectionIdentity> identify;
    private final @Nullable SslContext tls;

    ConnectionInitializer(
            Connections connections,
            Door door,
            Function<SSLSession, ConnectionIdentity> identify,
            @Nullable SslContext tls) {
        this.connections = connections;
        this.door = door;
        pipelines = new Pipelines(door);
        this.identify = identify;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel connection) {
        if (door.isDraining() || !connections.admit(connection)) {
            connection.close();
            return;
        }
        SslContext context = tls;
        if (context == null) {
            receivePlain(connection);
        } else {
            receiveTls(connection, context);
        }
    }

    private void receivePlain(Channel connection) {
        HeadClock clock = pipelines.newClock();
        ChannelPipeline pipeline = connection.pipeline();
        pipeline.addLast(pipelines.newIdleWatch());
        pipeline.addLast(clock);
        pipeline.addLast(new ProtocolSniffer(http2 -> {
            Peer peer = peerOf(connection, ConnectionIdentity.ofPlain(), "http", http2);
            if (http2) {
                pipeline.remove(clock);
                pipelines.speakHttp2(connection, peer);
            } else {
                pipelines.speakHttp1(connection, peer, clock);
            }
        }));
    }

    private void receiveTls(Channel connection, SslContext context) {
        SslHandler handler = context.newHandler(connection.alloc());
        handler.setHandshakeTimeoutMillis(door.limits().headerTimeout().toMillis());
        ChannelPipeline pipeline = connection.pipeline();
        pipeline.addLast(handler);
        pipeline.addLast(pipelines.newIdleWatch());
        pipeline.addLast(new AlpnHandler(http2 -> {
            // Throws when a resumed session brings a certificate that no longer counts; that closes.
            ConnectionIdentity identity = identify.apply(handler.engine().getSession());
            Peer peer = peerOf(connection, identity, "https", http2);
            if (http2) {
                pipelines.speakHttp2(connection, peer);
            } else {
                HeadClock clock = pipelines.newClock();
                pipeline.addLast(clock);
                pipelines.speakHttp1(connection, peer, clock);
            }
        }));
    }

    private static Peer peerOf(Channel connection, ConnectionIdentity identity, String scheme, boolean http2) {
        return new Peer(Origin.direct(Connections.addressOf(connection), scheme), identity, http2);
    }
}
