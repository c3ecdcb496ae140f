package dev.gatehouse.ingress.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;

/**
 * A TLS server on a loopback port, and calls to it, each of which tells how both sides saw the handshake.
 *
 * <p>The server sends one byte when it is content, so that a client learns of a late refusal of its
 * certificate (TLS 1.3) as well.
 */
public final class TlsTalk implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;
    private volatile CompletableFuture<SSLSession> serverSide = new CompletableFuture<>();

    /** How a call went: the session as the server saw it, or why a side gave up. */
    public record Outcome(CompletableFuture<SSLSession> server, CompletableFuture<SSLSession> client) {

        public SSLSession serverSession() throws InterruptedException, ExecutionException, TimeoutException {
            return server.get(10, TimeUnit.SECONDS);
        }

        public Throwable clientFailure() throws InterruptedException, TimeoutException {
            return failureOf(client);
        }

        public Throwable serverFailure() throws InterruptedException, TimeoutException {
            return failureOf(server);
        }

        private static Throwable failureOf(CompletableFuture<SSLSession> side)
                throws InterruptedException, TimeoutException {
            try {
                throw new AssertionError("handshake succeeded: " + side.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                return Objects.requireNonNull(e.getCause());
            }
        }
    }

    public TlsTalk(SslContext context) {
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SslHandler tls = context.newHandler(channel.alloc());
                        channel.pipeline().addLast(tls, new Ending(tls, serverSide, true));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Calls under this name, which goes along as the server name if it is no address. */
    public Outcome call(SslContext context, String host) {
        CompletableFuture<SSLSession> server = new CompletableFuture<>();
        CompletableFuture<SSLSession> client = new CompletableFuture<>();
        serverSide = server;
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SslHandler tls = context.newHandler(channel.alloc(), host, port());
                        channel.pipeline().addLast(tls, new Ending(tls, client, false));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port())
                .syncUninterruptibly();
        return new Outcome(server, client);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Notes how the handshake ended on its side. */
    // A write or a close that fails shows as the end of the connection.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class Ending extends ChannelInboundHandlerAdapter {
        private final SslHandler tls;
        private final CompletableFuture<SSLSession> ended;
        private final boolean server;

        Ending(SslHandler tls, CompletableFuture<SSLSession> ended, boolean server) {
            this.tls = tls;
            this.ended = ended;
            this.server = server;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent completion) {
                if (!completion.isSuccess()) {
                    ended.completeExceptionally(completion.cause());
                } else if (server) {
                    ended.complete(tls.engine().getSession());
                    ctx.writeAndFlush(ctx.alloc().buffer(1).writeByte('y'));
                }
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            io.netty.util.ReferenceCountUtil.release(message);
            ended.complete(tls.engine().getSession());
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ended.completeExceptionally(cause);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ended.completeExceptionally(new IllegalStateException("closed before the handshake was through"));
        }
    }
}
