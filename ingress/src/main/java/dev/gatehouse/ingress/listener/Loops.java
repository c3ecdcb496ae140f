package dev.gatehouse.ingress.listener;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the whole process, and the channel classes that fit them.
 *
 * <p>Listener and upstream clients take both from here. Left to itself, reactor-netty would choose by what
 * lies on the class path, and its channels would not register with our loops.
 */
public final class Loops implements AutoCloseable {
    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 5_000;

    private final Transport transport;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final LoopResources resources;

    private Loops(Transport transport, int workerCount) {
        this.transport = transport;
        acceptor = group("gatehouse-accept", 1);
        workers = group("gatehouse-loop", workerCount);
        resources = new SharedLoops(LoopResources.colocate(workers), transport);
    }

    /** One worker for each processor. */
    public static Loops create(Transport transport) {
        return of(transport, Runtime.getRuntime().availableProcessors());
    }

    public static Loops of(Transport transport, int workers) {
        return new Loops(transport, workers);
    }

    /** The same loops for reactor-netty's clients; a connection is opened on the loop that asks for it. */
    public LoopResources resources() {
        return resources;
    }

    public Transport transport() {
        return transport;
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup workers() {
        return workers;
    }

    Class<? extends ServerChannel> serverChannel() {
        return transport.classFor(ServerSocketChannel.class).asSubclass(ServerChannel.class);
    }

    /** Stops the loops and waits a short while for them; never called from one of them. */
    @Override
    public void close() {
        acceptor.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        workers.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }

    private EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(threads, new LoopThreads(name), transport.newHandlers());
    }

    /** Threads that Reactor and BlockHound know must never block. */
    private static final class LoopThreads extends DefaultThreadFactory {
        LoopThreads(String name) {
            super(name, true);
        }

        @Override
        protected Thread newThread(Runnable task, String name) {
            return new LoopThread(threadGroup, task, name);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(ThreadGroup group, Runnable task, String name) {
            super(group, task, name);
        }
    }
}
