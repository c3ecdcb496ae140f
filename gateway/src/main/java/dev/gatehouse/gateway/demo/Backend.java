package dev.gatehouse.gateway.demo;

import dev.gatehouse.ingress.tls.Issued;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/**
 * A service behind the gateway, for the demonstration: it shows a certificate, asks for one, lets nobody in but the
 * gateway, and answers with what it saw.
 *
 * <p>It is built from Netty's own TLS on purpose, not from the gateway's: what the gateway proves is judged by somebody
 * else.
 */
final class Backend implements AutoCloseable {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

    private final String name;
    private final String onlyCaller;
    private final X509Certificate root;
    private final LoopResources loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private DisposableServer server;

    private Backend(String name, String onlyCaller, X509Certificate root, LoopResources loops, Issued own)
            throws DemoProblem {
        this.name = name;
        this.onlyCaller = onlyCaller;
        this.root = root;
        this.loops = loops;
        this.server = listen(0, own);
    }

    /**
     * Starts a service on a port of its own.
     *
     * @param name what it calls itself in its answers
     * @param onlyCaller the SPIFFE id of whom it lets in
     * @param root the authority that callers' certificates must come from
     * @param loops the threads, which stay the caller's
     * @param own who the service is
     */
    static Backend start(String name, String onlyCaller, X509Certificate root, LoopResources loops, Issued own)
            throws DemoProblem {
        return new Backend(name, onlyCaller, root, loops, own);
    }

    int port() {
        return server.port();
    }

    /** Stops and starts again on the same port as somebody else, or as itself. */
    void restartAs(Issued other) throws DemoProblem {
        int port = port();
        close();
        server = listen(port, other);
    }

    private DisposableServer listen(int port, Issued own) throws DemoProblem {
        HttpServer http = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .option(ChannelOption.SO_REUSEADDR, true)
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .channelGroup(connections)
                .secure(tls(own))
                .handle(new SeenRequest(name, onlyCaller));
        try {
            return http.bind().toFuture().get(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new DemoProblem("the start was interrupted", asked);
        } catch (ExecutionException | TimeoutException failure) {
            throw new DemoProblem("backend " + name + " cannot listen on port " + port, failure);
        }
    }

    private Consumer<SslProvider.SslContextSpec> tls(Issued own) throws DemoProblem {
        try {
            SslContext context = SslContextBuilder.forServer(own.key(), own.chain())
                    .trustManager(root)
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            return spec -> spec.sslContext(context);
        } catch (SSLException failure) {
            throw new DemoProblem("backend " + name + " cannot use its certificate", failure);
        }
    }

    @Override
    public void close() {
        server.dispose();
        server.onDispose()
                .toFuture()
                .orTimeout(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
        connections.close().awaitUninterruptibly(STOP_DEADLINE.toMillis());
    }
}
