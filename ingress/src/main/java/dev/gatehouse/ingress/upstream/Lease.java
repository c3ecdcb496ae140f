package dev.gatehouse.ingress.upstream;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place at one endpoint, counted as in flight until it is released. */
public final class Lease {
    private final Upstream upstream;
    private final int index;
    private final AtomicBoolean released = new AtomicBoolean();

    Lease(Upstream upstream, int index) {
        this.upstream = upstream;
        this.index = index;
    }

    public Endpoint endpoint() {
        return upstream.endpoints().get(index);
    }

    /** The endpoint, as events call it. */
    public String name() {
        return place().name();
    }

    /** The authority that a request to the endpoint asks for, unless it was told otherwise. */
    public String authority() {
        return place().authority();
    }

    /** The identity that whoever answers there has proved; empty when it need not. */
    public String proof() {
        return place().proof();
    }

    Place place() {
        return upstream.place(index);
    }

    /** Gives the place back; a second call does nothing. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            upstream.giveBack(index);
        }
    }
}
